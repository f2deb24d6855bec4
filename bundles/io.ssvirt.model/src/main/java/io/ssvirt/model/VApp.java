package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One instantiated template (contract 1.8).
 *
 * @param name what users call it; unique within its VDC
 * @param instanceName name of the TemplateInstance: the name at birth, which no rename changes
 * @param instanceUid identity of the TemplateInstance, once the cluster has told it
 * @param failure why the cluster could not instantiate it, in plain words; empty when it could
 */
public record VApp(
        Urn id,
        Urn vdcId,
        Urn orgId,
        NamespaceName namespace,
        String name,
        String instanceName,
        String description,
        String templateNamespace,
        String templateName,
        VAppState state,
        InstancePhase instance,
        VAppStatus status,
        Optional<UUID> instanceUid,
        String failure,
        Instant createdAt,
        Instant updatedAt) {

    /** Everything about a vApp that changes during its life. */
    private record Present(
            String name,
            String description,
            VAppState state,
            InstancePhase instance,
            VAppStatus status,
            Optional<UUID> instanceUid,
            String failure) {}

    /** Returns the same vApp in another state of its life, with the status left to be computed by the caller. */
    public VApp in(VAppState nextState, VAppStatus nextStatus, Instant now) {
        return with(new Present(name, description, nextState, instance, nextStatus, instanceUid, failure), now);
    }

    /** Returns the same vApp with what the cluster was seen to do with its instance. */
    public VApp observed(InstancePhase phase, Optional<UUID> uid, String why, VAppStatus nextStatus, Instant now) {
        return with(new Present(name, description, state, phase, nextStatus, uid, why), now);
    }

    /** Returns the same vApp with what its user calls it. */
    public VApp called(String nextName, String nextDescription, Instant now) {
        return with(new Present(nextName, nextDescription, state, instance, status, instanceUid, failure), now);
    }

    private VApp with(Present next, Instant now) {
        return new VApp(
                id,
                vdcId,
                orgId,
                namespace,
                next.name,
                instanceName,
                next.description,
                templateNamespace,
                templateName,
                next.state,
                next.instance,
                next.status,
                next.instanceUid,
                next.failure,
                createdAt,
                now);
    }
}
