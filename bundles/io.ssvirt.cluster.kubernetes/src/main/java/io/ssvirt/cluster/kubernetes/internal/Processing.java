package io.ssvirt.cluster.kubernetes.internal;

import java.util.Locale;

/** Who turns templates into objects. */
enum Processing {
    /** The cluster where it has OpenShift's template API, else SSVirt. */
    AUTO,
    /** OpenShift's template controller. */
    CLUSTER,
    /** SSVirt, also where the cluster could: its controller takes one instance after the other. */
    OWN;

    /** Reads a word of the configuration. */
    static Processing of(String word) {
        for (Processing known : values()) {
            if (known.name().equals(word.strip().toUpperCase(Locale.ROOT))) {
                return known;
            }
        }
        throw new NotConfigured("configuration io.ssvirt.cluster: template_processing \"" + word
                + "\" must be one of auto, cluster, own");
    }
}
