package io.ssvirt.cluster.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.Condition;
import io.ssvirt.model.InstanceObject;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;

/**
 * A TemplateInstance as the cluster shows it.
 *
 * @param vappId what its label says
 * @param objects what was created, in the order of the template
 * @param failed what was not, as far as the cluster names it
 * @param message the failure in the cluster's own words; empty when there is none
 */
public record ObservedInstance(
        NamespaceName space,
        String name,
        UUID uid,
        Optional<UUID> vappId,
        InstancePhase phase,
        String message,
        List<ObjectReference> objects,
        List<InstanceObject> failed,
        List<Condition> conditions,
        boolean deleting) {

    /** Keeps its own copy. */
    public ObservedInstance {
        objects = List.copyOf(objects);
        failed = List.copyOf(failed);
        conditions = List.copyOf(conditions);
    }
}
