package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

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
 * <p>A namespace is created, and one that is there already is looked at before it is changed: applying would silently take over one
 * that belongs to somebody else.
 */
final class Spaces implements TenantSpaces {

    private static final Duration SOON = Duration.ofMillis(300);

    private record Made(ObservedSpace space, boolean fresh) {}

    private final Api api;
    private final SpaceStyle style;
    private final SpaceContent content;
    private final KindFinder kinds;

    /** Takes what else namespaces are made of, and threads for what can go on at the same time. */
    Spaces(Api api, SpaceStyle style, Executor threads) {
        this.api = api;
        this.style = style;
        this.content = new SpaceContent(api, style, new Wave(threads));
        this.kinds = new KindFinder(api);
    }

    @Override
    public ClusterResult<ObservedSpace> ensure(DesiredSpace desired, OperationKey key) {
        SpaceObjects space = new SpaceObjects(desired, key);
        return Failures.guarded("create", called(desired.name()), () -> {
            boolean network = hasNetworks();
            return namespace(space, network)
                    .then(made -> content.apply(space, made.fresh(), network).map(done -> made.space()));
        });
    }

    /** Only where the cluster has them; asked once. */
    private boolean hasNetworks() {
        return style.subnet().isPresent()
                && kinds.find(Kind.NETWORK.apiVersion(), Kind.NETWORK.name()).isPresent();
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

    private ClusterResult<Made> namespace(SpaceObjects space, boolean network) {
        DesiredSpace desired = space.desired();
        Map<String, Object> wanted = space.namespace(network);
        try {
            Map<String, Object> made = api.create(Kind.NAMESPACE, "", wanted);
            return ClusterResult.applied(new Made(SpaceProjection.of(made), true));
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
        return ClusterResult.applied(new Made(SpaceProjection.of(renewed(wanted, there.get())), false));
    }

    /** Brings labels and annotations up to date; those of ours that are no longer wanted go, those of others stay. */
    private Map<String, Object> renewed(Map<String, Object> wanted, Map<String, Object> there) {
        Metadata metadata = Metadata.of(there);
        Map<String, Object> annotations = Tree.map(Metadata.of(wanted).tree(), "annotations");
        Tree.map(metadata.tree(), "annotations").keySet().stream()
                .filter(name -> name.startsWith("ssvirt.io/") && !annotations.containsKey(name))
                .forEach(name -> annotations.put(name, null));
        Map<String, Object> part = new LinkedHashMap<>(wanted);
        // The identity makes sure that what is changed is what was just looked at.
        part.put(
                "metadata",
                Map.of(
                        "name", metadata.name(),
                        "uid", metadata.uid(),
                        "labels", labels(wanted, metadata),
                        "annotations", annotations));
        return api.merge(Kind.NAMESPACE, part);
    }

    /** The label of the network cannot be added to a namespace any more. */
    private static Map<String, Object> labels(Map<String, Object> wanted, Metadata there) {
        Map<String, Object> labels = Tree.map(Metadata.of(wanted).tree(), "labels");
        labels.keySet()
                .removeIf(label -> label.startsWith("k8s.ovn.org/")
                        && !Tree.map(there.tree(), "labels").containsKey(label));
        return labels;
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
