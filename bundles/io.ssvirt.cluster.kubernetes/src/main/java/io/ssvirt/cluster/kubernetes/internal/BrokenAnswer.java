package io.ssvirt.cluster.kubernetes.internal;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server, or whatever stands between, answered with something that is no whole answer: what was asked may have happened. */
final class BrokenAnswer extends KubernetesClientException {

    static final String WORDS = "the answer of the API server broke off or is none that Kubernetes gives";

    private static final long serialVersionUID = 1L;

    BrokenAnswer(Throwable cause) {
        super(WORDS, cause);
    }
}
