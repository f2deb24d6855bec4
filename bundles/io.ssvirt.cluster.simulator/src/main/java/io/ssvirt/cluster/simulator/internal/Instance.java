package io.ssvirt.cluster.simulator.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;

/** A TemplateInstance; {@code processAt} is when the template controller gets to it, in milliseconds, or 0 when it has. */
record Instance(
        String space,
        String name,
        UUID uid,
        UUID vappId,
        String secret,
        Map<String, Object> template,
        long processAt,
        InstancePhase phase,
        String message,
        List<ObjectReference> objects) {

    Instance became(InstancePhase next, String why, List<ObjectReference> created) {
        return new Instance(space, name, uid, vappId, secret, template, 0, next, why, created);
    }

    ObservedInstance observed() {
        return new ObservedInstance(
                new NamespaceName(space),
                name,
                uid,
                Optional.of(vappId),
                phase,
                message,
                objects,
                List.of(),
                List.of(),
                false);
    }
}
