package io.ssvirt.cluster.kubernetes.internal;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the cluster is and how to treat it.
 *
 * @param templateNamespaces that are searched for templates
 * @param requestTimeout of one call of the API server
 * @param leaseNamespace where several processes choose one of them; empty for not at all
 * @param probeEvery how often the API server is asked whether it is there
 * @param processing who turns templates into objects
 */
record Settings(
        Target target,
        List<String> templateNamespaces,
        Duration requestTimeout,
        Duration probeEvery,
        Limit limit,
        SpaceStyle spaces,
        Processing processing,
        Optional<String> leaseNamespace,
        String userAgent) {

    /**
     * Where the cluster is.
     *
     * @param context of the kubeconfig; empty for its current one
     * @param url of the API server; empty when a kubeconfig or the pod tells it
     */
    record Target(
            Optional<Path> kubeconfig, String context, String url, Optional<Path> tokenFile, Optional<Path> caFile) {

        static final Target NOWHERE = new Target(Optional.empty(), "", "", Optional.empty(), Optional.empty());

        static Target kubeconfig(Path file, String context) {
            return new Target(Optional.of(file), context, "", Optional.empty(), Optional.empty());
        }
    }

    /** How many calls a second are made in the long run, 0 for any number, and how many at once. */
    record Limit(double perSecond, int burst) {

        static final Limit NONE = new Limit(0, 0);
    }

    Settings {
        templateNamespaces = List.copyOf(templateNamespaces);
    }

    /** Returns what counts where nothing is configured. */
    static Settings usual(Target target) {
        return new Settings(
                target,
                List.of("openshift"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Limit.NONE,
                SpaceStyle.USUAL,
                Processing.AUTO,
                Optional.empty(),
                "ssvirt");
    }

    /**
     * Reads the configuration; every text may be blank. Leases are kept in the namespace of the pod unless another is named.
     *
     * @throws NotConfigured naming the property that cannot be read
     */
    static Settings from(KubernetesComponent.Config config, String version, Optional<Pod> pod) {
        return new Settings(
                new Target(
                        path(config.kubeconfig()),
                        config.context().strip(),
                        config.url().strip(),
                        path(config.token__file()),
                        path(config.ca__file())),
                words(config.template__namespaces()),
                duration("request_timeout", config.request__timeout()),
                duration("probe_every", config.probe__every()),
                limit(config),
                SpaceStyle.from(config),
                Processing.of(config.template__processing()),
                Optional.of(config.lease__namespace().strip())
                        .filter(named -> !named.isEmpty())
                        .or(() -> pod.flatMap(Pod::namespace)),
                "ssvirt/" + version);
    }

    /** Splits a list at its commas. */
    static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static Limit limit(KubernetesComponent.Config config) {
        if (config.calls__per__second() < 0 || config.calls__burst() < 1) {
            throw new NotConfigured(
                    "configuration io.ssvirt.cluster: calls_per_second must not be negative and calls_burst be 1 or more");
        }
        return new Limit(config.calls__per__second(), config.calls__burst());
    }

    private static Duration duration(String property, String text) {
        try {
            Duration duration = Duration.parse(text.strip());
            if (duration.toMillis() > 0 && duration.toMillis() <= Integer.MAX_VALUE) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw noDuration(property, text);
        }
        throw noDuration(property, text);
    }

    private static NotConfigured noDuration(String property, String text) {
        return new NotConfigured(
                "configuration io.ssvirt.cluster: " + property + " \"" + text + "\" must be a duration such as PT10S");
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
