package io.ssvirt.cluster.kubernetes.internal;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The configuration does not lead to a cluster; its message says why, in words for an administrator. */
final class NotConfigured extends KubernetesClientException {

    private static final long serialVersionUID = 1L;

    NotConfigured(String message) {
        super(message);
    }
}
