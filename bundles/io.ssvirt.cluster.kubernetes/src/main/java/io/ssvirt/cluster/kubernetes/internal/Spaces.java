package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.TenantSpaces;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.NamespaceName;

/**
 * Namespaces of VDCs.
 *
 * <p>A namespace is created before it is applied: applying would silently take over one that belongs to somebody else.
 */
final class Spaces implements TenantSpaces {

    private static final Duration SOON = Duration.ofMillis(300);

    private final Api api;
    private final boolean isolated;

    /** Takes whether namespaces are closed to traffic from others. */
    Spaces(Api api, boolean isolated) {
        this.api = api;
        this.isolated = isolated;
    }

    @Override
    public ClusterResult<ObservedSpace> ensure(DesiredSpace desired, OperationKey key) {
        return Failures.guarded("create", called(desired.name()), () -> namespace(desired, key))
                .then(space -> Failures.guarded("apply", "the quota and policies of " + called(desired.name()), () -> {
                    content(desired, key);
                    return ClusterResult.applied(space);
                }));
    }

    @Override
    public ClusterResult<Optional<ObservedSpace>> observe(NamespaceName name) {
        return Failures.guarded("get", called(name), () -> ClusterResult.applied(find(name)));
    }

    @Override
    public ClusterResult<Optional<ObservedSpace>> remove(NamespaceName name, UUID vdcId, OperationKey key) {
        return Failures.guarded("delete", called(name), () -> {
            Optional<Map<String, Object>> there = api.find(Kind.NAMESPACE, "", name.value());
            if (there.isPresent() && !isOf(there.get(), vdcId)) {
                return foreign(there.get());
            }
            if (there.isPresent() && !Metadata.of(there.get()).deleting()) {
                delete(Metadata.of(there.get()));
            }
            // Only one that still carries our label may be what is left; anybody may take the name afterwards.
            return ClusterResult.applied(
                    find(name).filter(space -> space.vdcId().equals(Optional.of(vdcId))));
        });
    }

    private ClusterResult<ObservedSpace> namespace(DesiredSpace desired, OperationKey key) {
        Map<String, Object> wanted = SpaceObjects.namespace(desired, key);
        try {
            return ClusterResult.applied(SpaceProjection.of(api.create(Kind.NAMESPACE, "", wanted)));
        } catch (KubernetesClientException e) {
            if (!Failures.isAlreadyThere(e)) {
                throw e;
            }
        }
        Optional<Map<String, Object>> there =
                api.find(Kind.NAMESPACE, "", desired.name().value());
        if (there.isEmpty()) {
            return new ClusterResult.Unavailable<>(called(desired.name()) + " went away at this moment", SOON);
        }
        Metadata metadata = Metadata.of(there.get());
        if (metadata.deleting()) {
            return ClusterResult.refused(
                    RefusalReason.TERMINATING, called(desired.name()) + " is still being deleted by the cluster");
        }
        if (!isOf(there.get(), desired.vdcId())) {
            return foreign(there.get());
        }
        // The identity makes sure that what is changed is what was just looked at.
        Map<String, Object> ours = new LinkedHashMap<>(wanted);
        Map<String, Object> identified = new LinkedHashMap<>(Metadata.of(wanted).tree());
        identified.put("uid", metadata.uid());
        ours.put("metadata", identified);
        return ClusterResult.applied(SpaceProjection.of(api.apply(Kind.NAMESPACE, ours)));
    }

    private void content(DesiredSpace desired, OperationKey key) {
        quota(desired, key);
        if (desired.memoryLimited() || desired.cpuLimited()) {
            api.apply(Kind.LIMITS, SpaceObjects.limits(desired, key));
        } else {
            drop(Kind.LIMITS, desired, SpaceObjects.LIMITS);
        }
        if (isolated) {
            api.apply(Kind.NETWORK_POLICY, SpaceObjects.isolation(desired, key));
        } else {
            drop(Kind.NETWORK_POLICY, desired, SpaceObjects.ISOLATION);
        }
    }

    /** Applying leaves alone what others have put into the quota; a limit that is not in the VDC must not stay. */
    private void quota(DesiredSpace desired, OperationKey key) {
        Map<String, Object> wanted = SpaceObjects.quota(desired, key);
        Map<String, Object> applied = api.apply(Kind.QUOTA, wanted);
        if (Tree.path(applied, "spec", "hard").keySet().equals(desired.quota().keySet())) {
            return;
        }
        Map<String, Object> metadata = new LinkedHashMap<>(Metadata.of(wanted).tree());
        metadata.put("uid", Metadata.of(applied).uid());
        wanted.put("metadata", metadata);
        api.replace(Kind.QUOTA, desired.name().value(), SpaceObjects.QUOTA, wanted);
    }

    private void drop(Kind kind, DesiredSpace desired, String name) {
        String namespace = desired.name().value();
        api.find(kind, namespace, name)
                .map(Metadata::of)
                .filter(there -> Labels.MANAGED_BY_SSVIRT.equals(there.label(Labels.MANAGED_BY)))
                .ifPresent(there -> {
                    try {
                        api.delete(kind, namespace, name, there.uid());
                    } catch (KubernetesClientException e) {
                        if (!Failures.isObjectMissing(e)) {
                            throw e;
                        }
                    }
                });
    }

    private void delete(Metadata there) {
        try {
            api.delete(Kind.NAMESPACE, "", there.name(), there.uid());
        } catch (KubernetesClientException e) {
            // Gone, or replaced by another: what is there now is read next. A second delete is a conflict as well.
            if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                throw e;
            }
        }
    }

    private Optional<ObservedSpace> find(NamespaceName name) {
        return api.find(Kind.NAMESPACE, "", name.value()).map(SpaceProjection::of);
    }

    private static boolean isOf(Map<String, Object> namespace, UUID vdcId) {
        return vdcId.toString().equals(Metadata.of(namespace).label(Labels.VDC_ID));
    }

    private static <T> ClusterResult<T> foreign(Map<String, Object> namespace) {
        Metadata metadata = Metadata.of(namespace);
        String vdc = metadata.label(Labels.VDC_ID);
        String owner = vdc.isEmpty() ? metadata.label(Labels.MANAGED_BY) : "VDC " + vdc;
        return new ClusterResult.Conflict<>(Kind.NAMESPACE.called(metadata.name()), owner);
    }

    private static String called(NamespaceName name) {
        return Kind.NAMESPACE.called(name.value());
    }
}
