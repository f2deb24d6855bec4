package io.ssvirt.cluster.simulator.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.NamespaceName;

/** A namespace with its quota; {@code goneAt} is when it ends, in milliseconds, or 0 while it lives. */
record Space(
        String name,
        UUID uid,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, String> quota,
        long goneAt) {

    boolean terminating() {
        return goneAt > 0;
    }

    Space endingAt(long time) {
        return new Space(name, uid, labels, annotations, quota, time);
    }

    ObservedSpace observed() {
        List<String> blockers =
                terminating() ? List.of("Some content in the namespace has finalizers remaining") : List.of();
        return new ObservedSpace(
                new NamespaceName(name),
                uid,
                Optional.ofNullable(labels.get(Labels.VDC_ID)).map(UUID::fromString),
                terminating(),
                blockers);
    }
}
