package io.ssvirt.cluster.spi;

import java.util.Locale;

/** Which provider serves, as configuration {@code io.ssvirt.cluster} says; each provider asks whether it is the one. */
public enum ProviderChoice {
    KUBERNETES,
    SIMULATOR,
    /** No cluster at all. */
    NONE;

    /**
     * Reads the choice.
     *
     * @param provider {@code auto}, {@code kubernetes}, {@code simulator} or {@code none}; null and blank mean {@code auto},
     *     which is Kubernetes as soon as anything tells where it is, else the simulator
     * @param kubeconfig path of a kubeconfig file; null or blank when none is configured
     * @param url address of the API server; null or blank when none is configured
     * @param inCluster whether this process runs in a pod with a service account
     * @throws IllegalArgumentException when the word is none of these
     */
    public static ProviderChoice of(String provider, String kubeconfig, String url, boolean inCluster) {
        String word = isBlank(provider) ? "auto" : provider.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "auto" -> inCluster || !isBlank(kubeconfig) || !isBlank(url) ? KUBERNETES : SIMULATOR;
            case "kubernetes" -> KUBERNETES;
            case "simulator" -> SIMULATOR;
            case "none" -> NONE;
            default ->
                throw new IllegalArgumentException("configuration io.ssvirt.cluster: provider \"" + provider
                        + "\" must be one of auto, kubernetes, simulator, none");
        };
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
