package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the namespaces of VDCs are made of besides their quota.
 *
 * @param subnet of the primary UserDefinedNetwork of each VDC; empty for none
 * @param accounts whether each namespace has an account of its own that templates are instantiated as
 * @param templateKinds what that account may create, as {@code plural} or {@code plural.group}
 */
record SpaceStyle(Isolation isolation, Optional<String> subnet, boolean accounts, List<String> templateKinds) {

    /** Which traffic reaches the pods of a VDC, and leaves them. */
    enum Isolation {
        /** In and out: the same VDC, and out to the cluster's DNS. */
        STRICT,
        /** In: the same VDC; out: anything. */
        NAMESPACE,
        /** Not restricted. */
        NONE
    }

    /** What templates of virtual machines consist of. */
    static final String USUAL_KINDS =
            "virtualmachines.kubevirt.io, datavolumes.cdi.kubevirt.io, persistentvolumeclaims, services,"
                    + " configmaps, secrets";

    static final SpaceStyle USUAL =
            new SpaceStyle(Isolation.STRICT, Optional.empty(), true, Settings.words(USUAL_KINDS));

    SpaceStyle {
        templateKinds = List.copyOf(templateKinds);
    }

    static SpaceStyle from(KubernetesComponent.Config config) {
        String subnet = config.vdc__subnet().strip();
        return new SpaceStyle(
                isolation(config.isolation().strip()),
                subnet.isEmpty() ? Optional.empty() : Optional.of(subnet),
                config.vdc__accounts(),
                Settings.words(config.template__kinds()));
    }

    private static Isolation isolation(String word) {
        for (Isolation known : Isolation.values()) {
            if (known.name().equals(word.toUpperCase(Locale.ROOT))) {
                return known;
            }
        }
        throw new NotConfigured(
                "configuration io.ssvirt.cluster: isolation \"" + word + "\" must be one of strict, namespace, none");
    }
}
