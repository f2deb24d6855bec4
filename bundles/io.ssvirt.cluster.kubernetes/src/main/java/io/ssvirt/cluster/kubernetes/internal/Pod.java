package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.ProviderChoice;

/**
 * The pod that this process runs in.
 *
 * @param url of the API server
 * @param account folder with the {@code token}, {@code ca.crt} and {@code namespace} of the pod's account
 */
record Pod(String url, Path account) {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** Finds it; empty outside of a cluster. */
    static Optional<Pod> here() {
        return ProviderChoice.inCluster() ? Optional.of(in(System.getenv(), ACCOUNT)) : Optional.empty();
    }

    /** Reads where the API server is as Kubernetes tells its pods. */
    static Pod in(Map<String, String> environment, Path account) {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        return new Pod(
                "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                        + environment.get("KUBERNETES_SERVICE_PORT"),
                account);
    }

    Path token() {
        return account.resolve("token");
    }

    Path authority() {
        return account.resolve("ca.crt");
    }

    /**
     * Reads the namespace of the pod; empty when nothing tells it.
     *
     * @throws NotConfigured when it cannot be read
     */
    Optional<String> namespace() {
        Path file = account.resolve("namespace");
        try {
            return Files.isReadable(file)
                    ? Optional.of(Files.readString(file).strip()).filter(name -> !name.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new NotConfigured("configuration io.ssvirt.cluster: lease_namespace is blank and " + file
                    + " cannot be read: " + e.getMessage());
        }
    }
}
