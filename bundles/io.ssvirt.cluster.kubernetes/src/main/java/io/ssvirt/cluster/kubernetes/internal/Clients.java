package io.ssvirt.cluster.kubernetes.internal;

import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Where calls get their client from. */
@FunctionalInterface
interface Clients extends Supplier<KubernetesClient> {

    /** Makes a client with new credentials after the API server did not accept those of this one; false when there are none. */
    default boolean renew(KubernetesClient rejected) {
        return false;
    }
}
