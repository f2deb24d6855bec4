package io.ssvirt.cluster.kubernetes.internal;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A machine is in the wrong state for what was asked of it, in KubeVirt's words. */
final class WrongState extends KubernetesClientException {

    private static final long serialVersionUID = 1L;

    WrongState(String words) {
        super(words);
    }
}
