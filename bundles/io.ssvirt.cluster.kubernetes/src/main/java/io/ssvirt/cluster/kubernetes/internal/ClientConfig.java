package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.template.Tree;

/** Makes the client's configuration from ours; the client itself looks at nothing in the environment. */
final class ClientConfig {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConfig.class);

    private ClientConfig() {}

    /**
     * Makes the configuration anew, from files as they are now.
     *
     * @throws NotConfigured when it leads nowhere, and why
     */
    static Config of(Settings settings, Optional<Pod> pod) {
        Settings.Target target = settings.target();
        Config base;
        if (target.kubeconfig().isPresent()) {
            base = fromKubeconfig(target.kubeconfig().get(), target.context());
        } else if (!target.url().isEmpty()) {
            base = direct(target.url(), target.tokenFile(), target.caFile());
        } else if (pod.isPresent()) {
            base = direct(
                    pod.get().url(),
                    target.tokenFile().or(() -> pod.map(Pod::token)),
                    target.caFile().or(() -> pod.map(Pod::authority)));
        } else {
            throw new NotConfigured(
                    "neither kubeconfig nor url is configured, and this is no pod with a service account");
        }
        int timeout = (int) settings.requestTimeout().toMillis();
        // One connection per call: on a shared HTTP/2 connection that died silently every call would wait for the
        // system's
        // time-out. Retries are the gateway's business.
        return new ConfigBuilder(base)
                .withRequestTimeout(timeout)
                .withConnectionTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .withUserAgent(settings.userAgent())
                .build();
    }

    private static Config fromKubeconfig(Path file, String context) {
        final Config config;
        try {
            Map<String, Object> tree = tree(file);
            config = Config.fromKubeconfig(context.isEmpty() ? null : context, file.toFile());
            tokenFile(file, tree, context).ifPresent(token -> config.setOauthTokenProvider(new TokenFile(token)));
        } catch (NotConfigured e) {
            throw e;
        } catch (IOException e) {
            throw new NotConfigured(
                    "the kubeconfig " + file
                            + " cannot be read; check kubeconfig of io.ssvirt.cluster (SSVIRT_KUBECONFIG) and who may read the file");
        } catch (KubernetesClientException | YamlEngineException | IllegalArgumentException | ClassCastException e) {
            throw new NotConfigured("the kubeconfig " + file + " cannot be understood");
        }
        if (config.getCurrentContext() == null
                || !context.isEmpty()
                        && !context.equals(config.getCurrentContext().getName())) {
            throw new NotConfigured("the kubeconfig " + file + " has no "
                    + (context.isEmpty() ? "current context" : "context \"" + context + "\""));
        }
        return config;
    }

    /** Finds the file that somebody else keeps the token in, which the client would read only once. */
    private static Optional<Path> tokenFile(Path kubeconfig, Map<String, Object> tree, String context) {
        String name = context.isEmpty() ? Tree.text(tree, "current-context") : context;
        String user = Tree.text(entry(tree, "contexts", name, "context"), "user");
        String token = Tree.text(entry(tree, "users", user, "user"), "tokenFile");
        return token.isEmpty()
                ? Optional.empty()
                : Optional.of(kubeconfig.toAbsolutePath().resolveSibling(token));
    }

    private static Map<String, Object> entry(Map<String, Object> tree, String list, String name, String what) {
        return Tree.maps(tree, list).stream()
                .filter(entry -> name.equals(Tree.text(entry, "name")))
                .map(entry -> Tree.map(entry, what))
                .findFirst()
                .orElse(Map.of());
    }

    private static Map<String, Object> tree(Path file) throws IOException {
        Map<String, Object> tree =
                Tree.asMap(new KubernetesSerialization().unmarshal(Files.readString(file), Map.class));
        List<Map<String, Object>> clusters = Tree.maps(tree, "clusters");
        if (clusters.isEmpty()) {
            throw new NotConfigured("the kubeconfig " + file + " cannot be understood");
        }
        clusters.forEach(cluster -> checkAddress(Tree.text(Tree.map(cluster, "cluster"), "server")));
        return tree;
    }

    private static Config direct(String url, Optional<Path> tokenFile, Optional<Path> caFile) {
        checkAddress(url);
        ConfigBuilder direct = new ConfigBuilder(Config.empty()).withMasterUrl(url);
        caFile.ifPresent(file -> {
            if (!Files.isReadable(file)) {
                throw new NotConfigured("the certificate file " + file + " cannot be read");
            }
            direct.withCaCertFile(file.toString());
        });
        tokenFile.ifPresent(file -> direct.withOauthTokenProvider(new TokenFile(file)));
        return direct.build();
    }

    /** The client would try an address without a scheme with TLS first and then, with our token, without. */
    private static void checkAddress(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return;
            }
        } catch (URISyntaxException e) {
            LOG.debug("Address not understood", e);
        }
        throw new NotConfigured("the address \"" + url + "\" of the API server must begin with https:// and a host");
    }
}
