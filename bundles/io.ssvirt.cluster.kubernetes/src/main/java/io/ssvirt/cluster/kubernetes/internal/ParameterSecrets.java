package io.ssvirt.cluster.kubernetes.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.SecretValues;

/** The Secrets that hold the parameters of instances (contract 4.4). */
final class ParameterSecrets {

    private final Api api;

    ParameterSecrets(Api api) {
        this.api = api;
    }

    /** Makes the Secret hold the values; without values it must be there already. */
    ClusterResult<Boolean> ensure(DesiredInstance desired, OperationKey key) {
        String called = called(desired.secretName());
        return Failures.guarded("create", called, () -> {
            if (desired.values().isPresent() && create(desired, desired.values().get(), key)) {
                return ClusterResult.applied(true);
            }
            Optional<Map<String, Object>> there = find(desired.space().value(), desired.secretName());
            if (there.isEmpty()) {
                return ClusterResult.refused(
                        RefusalReason.NOT_FOUND,
                        called + " with the parameters of vApp \"" + desired.name() + "\" is not there any more");
            }
            Metadata metadata = Metadata.of(there.get());
            if (!isOf(metadata, desired.vappId())) {
                return new ClusterResult.Conflict<>(called, TemplateInstances.owner(metadata));
            }
            if (metadata.deleting()) {
                return ClusterResult.refused(RefusalReason.TERMINATING, called + " is still being deleted");
            }
            desired.values().ifPresent(values -> replace(desired, values, key, metadata));
            return ClusterResult.applied(true);
        });
    }

    /** Reads the values back; the Secret must be there. */
    SecretValues values(DesiredInstance desired) {
        Map<String, Object> data = find(desired.space().value(), desired.secretName())
                .map(secret -> Tree.map(secret, "data"))
                .orElse(Map.of());
        Map<String, String> values = new LinkedHashMap<>();
        data.keySet()
                .forEach(name -> values.put(
                        name, new String(Base64.getDecoder().decode(Tree.text(data, name)), StandardCharsets.UTF_8)));
        return SecretValues.of(values);
    }

    /** Lets the Secret go with its instance even when nobody asks for it any more. */
    void hand(DesiredInstance desired, UUID instance) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", desired.secretName());
        metadata.put("namespace", desired.space().value());
        metadata.put(
                "ownerReferences",
                List.of(Map.of(
                        "apiVersion", Kind.INSTANCE.apiVersion(),
                        "kind", Kind.INSTANCE.name(),
                        "name", desired.name(),
                        "uid", instance.toString())));
        api.merge(
                Kind.SECRET,
                Map.of("apiVersion", Kind.SECRET.apiVersion(), "kind", Kind.SECRET.name(), "metadata", metadata));
    }

    /** Deletes the Secret of a vApp and tells whether it is still there. */
    boolean remove(InstanceReference reference) {
        String namespace = reference.space().value();
        String name = reference.name() + "-params";
        Optional<Metadata> ours =
                find(namespace, name).map(Metadata::of).filter(there -> isOf(there, reference.vappId()));
        if (ours.isEmpty()) {
            return false;
        }
        if (!ours.get().deleting()) {
            try {
                api.delete(Kind.SECRET, namespace, name, ours.get().uid());
            } catch (KubernetesClientException e) {
                if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                    throw e;
                }
            }
        }
        return find(namespace, name)
                .map(Metadata::of)
                .filter(there -> there.uid().equals(ours.get().uid()))
                .isPresent();
    }

    /** Returns false when a Secret of that name is there already. */
    private boolean create(DesiredInstance desired, SecretValues values, OperationKey key) {
        try {
            api.create(Kind.SECRET, desired.space().value(), secret(desired, values, key));
            return true;
        } catch (KubernetesClientException e) {
            if (Failures.isAlreadyThere(e)) {
                return false;
            }
            throw e;
        }
    }

    private void replace(DesiredInstance desired, SecretValues values, OperationKey key, Metadata there) {
        Map<String, Object> secret = secret(desired, values, key);
        Map<String, Object> metadata = new LinkedHashMap<>(Metadata.of(secret).tree());
        metadata.put("uid", there.uid());
        metadata.put("resourceVersion", there.tree().get("resourceVersion"));
        secret.put("metadata", metadata);
        api.replace(Kind.SECRET, desired.space().value(), desired.secretName(), secret);
    }

    private static Map<String, Object> secret(DesiredInstance desired, SecretValues values, OperationKey key) {
        Map<String, Object> secret = new LinkedHashMap<>();
        secret.put("apiVersion", Kind.SECRET.apiVersion());
        secret.put("kind", Kind.SECRET.name());
        secret.put(
                "metadata",
                Map.of(
                        "name", desired.secretName(),
                        "namespace", desired.space().value(),
                        "labels",
                                Map.of(
                                        Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT,
                                        Labels.TEMPLATE_INSTANCE, desired.name(),
                                        Labels.VAPP_ID, desired.vappId().toString()),
                        "annotations", Map.of(Labels.OPERATION, key.value())));
        secret.put("type", "Opaque");
        secret.put("stringData", values.reveal());
        return secret;
    }

    private Optional<Map<String, Object>> find(String namespace, String name) {
        return api.find(Kind.SECRET, namespace, name);
    }

    private static boolean isOf(Metadata secret, UUID vappId) {
        return vappId.toString().equals(secret.label(Labels.VAPP_ID));
    }

    private static String called(String name) {
        return Kind.SECRET.called(name);
    }
}
