package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.template.Tree;

/** Objects of templates that SSVirt processes itself: only those with our owner label are taken for ours. */
final class OwnObjects {

    private final Api api;
    private final KindFinder kinds;

    OwnObjects(Api api, KindFinder kinds) {
        this.api = api;
        this.kinds = kinds;
    }

    /** Makes an object exist; one that an earlier try has made is adopted. */
    ClusterResult<ObjectReference> ensure(OwnPlan.Planned planned, OwnRecord record) {
        ClusterResult<ObjectReference> made = Failures.guarded("create", planned.called(), () -> {
            try {
                Map<String, Object> created =
                        api.create(planned.kind(), planned.namespace(), owned(planned.object(), record));
                return ClusterResult.applied(
                        planned.reference(Metadata.of(created).uid()));
            } catch (KubernetesClientException e) {
                if (!Failures.isAlreadyThere(e)) {
                    throw e;
                }
                return adopted(planned, record);
            }
        });
        return made instanceof ClusterResult.Refused<ObjectReference> no
                ? ClusterResult.refused(no.reason(), planned.called() + ": " + no.explanation())
                : made;
    }

    private ClusterResult<ObjectReference> adopted(OwnPlan.Planned planned, OwnRecord record) {
        return api.find(planned.kind(), planned.namespace(), planned.name())
                .map(Metadata::of)
                .filter(there -> isOwnedBy(there, record.uid()) && !there.deleting())
                .<ClusterResult<ObjectReference>>map(there -> ClusterResult.applied(planned.reference(there.uid())))
                .orElseGet(() -> new ClusterResult.Conflict<>(planned.called(), ""));
    }

    /**
     * The owner label says whose it is; the owner reference lets it go when nobody but the cluster is left to tidy up. It does not
     * block the deletion of its owner, which would need a right of its own.
     */
    private static Map<String, Object> owned(Map<String, Object> object, OwnRecord record) {
        Map<String, Object> metadata = Tree.map(object, "metadata");
        Map<String, Object> labels = Tree.map(metadata, "labels");
        labels.put(Labels.INSTANCE_OWNER, record.uid().toString());
        metadata.put("labels", labels);
        metadata.put(
                "ownerReferences",
                List.of(Map.of(
                        "apiVersion", Kind.CONFIG_MAP.apiVersion(),
                        "kind", Kind.CONFIG_MAP.name(),
                        "name", Metadata.of(record.tree()).name(),
                        "uid", record.uid().toString())));
        Map<String, Object> owned = new LinkedHashMap<>(object);
        owned.put("metadata", metadata);
        return owned;
    }

    /** Starts or goes on removing what a record names; returns how many are still there. */
    int remove(OwnRecord record) {
        int left = 0;
        for (ObjectReference object : record.objects()) {
            Optional<Kind> kind = kinds.find(object.apiVersion(), object.kind());
            if (kind.isPresent() && isLeft(kind.get(), object, record.uid())) {
                left++;
            }
        }
        return left;
    }

    private boolean isLeft(Kind kind, ObjectReference object, UUID owner) {
        Optional<Metadata> there = find(kind, object, owner);
        there.filter(found -> !found.deleting()).ifPresent(found -> {
            try {
                api.delete(kind, found.namespace(), found.name(), found.uid());
            } catch (KubernetesClientException e) {
                if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                    throw e;
                }
            }
        });
        return there.isPresent() && find(kind, object, owner).isPresent();
    }

    /** A kind that the cluster has lost in the meantime has no objects either. */
    private Optional<Metadata> find(Kind kind, ObjectReference object, UUID owner) {
        try {
            return api.find(kind, object.namespace(), object.name())
                    .map(Metadata::of)
                    .filter(found -> isOwnedBy(found, owner));
        } catch (KubernetesClientException e) {
            if (Failures.isKindMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isOwnedBy(Metadata object, UUID owner) {
        return owner.toString().equals(object.label(Labels.INSTANCE_OWNER));
    }
}
