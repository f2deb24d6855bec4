package io.ssvirt.cluster.kubernetes.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the cluster is and how to treat it.
 *
 * @param context of the kubeconfig; empty for its current one
 * @param url of the API server; empty when a kubeconfig or the pod tells it
 * @param requestTimeout of one call of the API server
 * @param probeEvery how often the API server is asked whether it is there
 * @param isolated whether namespaces of VDCs are closed to traffic from others
 */
record Settings(
        Optional<Path> kubeconfig,
        String context,
        String url,
        Optional<Path> tokenFile,
        Optional<Path> caFile,
        List<String> templateNamespaces,
        Duration requestTimeout,
        Duration probeEvery,
        boolean isolated) {

    Settings {
        templateNamespaces = List.copyOf(templateNamespaces);
    }

    /** Reads the configuration; every text may be blank. */
    static Settings from(KubernetesComponent.Config config) {
        return new Settings(
                path(config.kubeconfig()),
                config.context().strip(),
                config.url().strip(),
                path(config.token__file()),
                path(config.ca__file()),
                Arrays.stream(config.template__namespaces().split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList(),
                Duration.parse(config.request__timeout()),
                Duration.parse(config.probe__every()),
                !"none".equalsIgnoreCase(config.isolation().strip()));
    }

    private static Optional<Path> path(String text) {
        String path = text.strip();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                path.startsWith("~/") ? Path.of(System.getProperty("user.home"), path.substring(2)) : Path.of(path));
    }
}
