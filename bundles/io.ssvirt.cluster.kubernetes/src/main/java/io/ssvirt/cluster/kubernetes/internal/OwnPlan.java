package io.ssvirt.cluster.kubernetes.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.TemplateProcessor;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.SecretValues;

/**
 * What a template that SSVirt processes itself is going to become, checked before anything is created.
 *
 * <p>The objects are made by SSVirt's own account, which may more than a tenant: so they must be of the configured kinds, and in the
 * namespace of their VDC.
 */
final class OwnPlan {

    /** An object that is going to be created. */
    record Planned(Kind kind, String namespace, String name, Map<String, Object> object) {

        ObjectReference reference(String uid) {
            return new ObjectReference(kind.apiVersion(), kind.name(), namespace, name, uid);
        }

        String called() {
            return kind.called(name);
        }
    }

    private static final int MARK = 5;

    private final DesiredInstance desired;
    private final KindFinder kinds;
    private final Set<String> allowed;

    OwnPlan(DesiredInstance desired, KindFinder kinds, Set<String> allowed) {
        this.desired = desired;
        this.kinds = kinds;
        this.allowed = allowed;
    }

    /** Fills the template in; in the order of the template, no two of one name. */
    ClusterResult<List<Planned>> of(SecretValues values) {
        List<Planned> plan = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<String, Object> object : TemplateProcessor.process(desired.template(), values.reveal())) {
            ClusterResult<Planned> one = planned(object, plan.size());
            if (!(one instanceof ClusterResult.Applied<Planned> ok)) {
                return one.map(never -> plan);
            }
            if (!names.add(ok.observed().called())) {
                return refused(ok.observed().called() + " is in the template twice");
            }
            plan.add(ok.observed());
        }
        return ClusterResult.applied(plan);
    }

    private ClusterResult<Planned> planned(Map<String, Object> object, int index) {
        String apiVersion = Tree.text(object, "apiVersion");
        String name = Tree.text(object, "kind");
        String at = "object " + (index + 1) + " of the template";
        if (apiVersion.isEmpty() || name.isEmpty()) {
            return refused(at + " has no apiVersion or no kind");
        }
        Optional<Kind> found = kinds.find(apiVersion, name);
        if (found.isEmpty()) {
            return refused(at + " is of a kind that this cluster does not have: " + name + " (" + apiVersion + ")");
        }
        Kind kind = found.get();
        String plural = kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group();
        if (!kind.namespaced() || !allowed.contains(plural)) {
            return refused(at + " is of a kind that templates may not contain here: " + plural);
        }
        Map<String, Object> metadata = Tree.map(object, "metadata");
        String namespace = Tree.text(metadata, "namespace");
        if (!namespace.isEmpty() && !namespace.equals(desired.space().value())) {
            return refused(at + " wants to be in namespace \"" + namespace + "\", and not in that of its VDC");
        }
        String called = name(metadata, index);
        if (called.isEmpty()) {
            return refused(at + " has no name");
        }
        metadata.remove("generateName");
        metadata.put("name", called);
        metadata.put("namespace", desired.space().value());
        Map<String, Object> named = new LinkedHashMap<>(object);
        named.put("metadata", metadata);
        return ClusterResult.applied(new Planned(kind, desired.space().value(), called, named));
    }

    /** A name that the cluster would draw anew with every try is made from the vApp's identity instead. */
    private String name(Map<String, Object> metadata, int index) {
        String fixed = Tree.text(metadata, "name");
        String start = Tree.text(metadata, "generateName");
        if (!fixed.isEmpty() || start.isEmpty()) {
            return fixed;
        }
        String seed = desired.vappId() + "/" + index;
        return start
                + UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, MARK);
    }

    private static <T> ClusterResult<T> refused(String why) {
        return ClusterResult.refused(RefusalReason.INVALID, why);
    }
}
