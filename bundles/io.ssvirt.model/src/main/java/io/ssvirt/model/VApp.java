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

    /** Returns the same vApp in another state of its life, with the status left to be computed by the caller. */
    public VApp in(VAppState nextState, VAppStatus nextStatus, Instant now) {
        return new VApp(
                id,
                vdcId,
                orgId,
                namespace,
                name,
                instanceName,
                description,
                templateNamespace,
                templateName,
                nextState,
                instance,
                nextStatus,
                instanceUid,
                failure,
                createdAt,
                now);
    }

    /** Returns the same vApp with what the cluster was seen to do with its instance. */
    public VApp observed(InstancePhase phase, Optional<UUID> uid, String why, VAppStatus nextStatus, Instant now) {
        return new VApp(
                id,
                vdcId,
                orgId,
                namespace,
                name,
                instanceName,
                description,
                templateNamespace,
                templateName,
                state,
                phase,
                nextStatus,
                uid,
                why,
                createdAt,
                now);
    }

    /** Returns the same vApp with what its user calls it. */
    public VApp called(String nextName, String nextDescription, Instant now) {
        return new VApp(
                id,
                vdcId,
                orgId,
                namespace,
                nextName,
                instanceName,
                nextDescription,
                templateNamespace,
                templateName,
                state,
                instance,
                status,
                instanceUid,
                failure,
                createdAt,
                now);
    }
}
