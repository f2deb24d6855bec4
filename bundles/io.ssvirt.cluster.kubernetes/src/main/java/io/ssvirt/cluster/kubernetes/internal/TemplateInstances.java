package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;

/** TemplateInstances, which the cluster's own template controller carries out. */
final class TemplateInstances implements Instances {

    private static final Logger LOG = LoggerFactory.getLogger(TemplateInstances.class);
    private static final Duration SOON = Duration.ofMillis(300);

    private final Api api;
    private final ParameterSecrets secrets;
    private final Leftovers leftovers;
    private final Requester requester;

    TemplateInstances(Api api, Leftovers leftovers, boolean accounts) {
        this.api = api;
        this.requester = new Requester(api, accounts);
        this.secrets = new ParameterSecrets(api);
        this.leftovers = leftovers;
    }

    @Override
    public ClusterResult<ObservedInstance> ensure(DesiredInstance desired, OperationKey key) {
        return Failures.guarded("create", called(desired.name()), () -> {
            Optional<Map<String, Object>> there =
                    api.find(Kind.INSTANCE, desired.space().value(), desired.name());
            return there.map(found -> adopt(desired, found)).orElseGet(() -> make(desired, key));
        });
    }

    @Override
    public ClusterResult<Optional<ObservedInstance>> observe(InstanceReference reference) {
        return Failures.guarded(
                "get",
                called(reference.name()),
                () -> ClusterResult.applied(find(reference).map(this::observed)));
    }

    @Override
    public ClusterResult<Remains> remove(InstanceReference reference, OperationKey key) {
        return Failures.guarded("delete", called(reference.name()), () -> {
            Optional<Map<String, Object>> there = findAny(reference.space().value(), reference.name());
            Optional<Map<String, Object>> ours = there.filter(found -> isMeant(found, reference));
            ours.ifPresent(leftovers::remember);
            ours.map(Metadata::of).filter(found -> !found.deleting()).ifPresent(this::delete);
            boolean instance = ours.isPresent() && find(reference).isPresent();
            boolean newer = there.isPresent() && ours.isEmpty() && isOf(Metadata.of(there.get()), reference.vappId());
            boolean secret = !newer && secrets.remove(reference);
            Optional<UUID> uid = reference
                    .uid()
                    .or(() -> ours.map(found -> Metadata.of(found).uuid()));
            int objects = uid.map(id -> leftovers.remove(reference.space().value(), id, !instance))
                    .orElse(0);
            return ClusterResult.applied(new Remains(instance, secret, objects));
        });
    }

    /** Names whose object it is, as far as its labels tell. */
    static String owner(Metadata metadata) {
        String vapp = metadata.label(Labels.VAPP_ID);
        return vapp.isEmpty() ? metadata.label(Labels.MANAGED_BY) : "vApp " + vapp;
    }

    private ClusterResult<ObservedInstance> adopt(DesiredInstance desired, Map<String, Object> there) {
        Metadata metadata = Metadata.of(there);
        if (!isOf(metadata, desired.vappId())) {
            return new ClusterResult.Conflict<>(called(desired.name()), owner(metadata));
        }
        if (metadata.deleting()) {
            return ClusterResult.refused(
                    RefusalReason.TERMINATING, called(desired.name()) + " is still being deleted by the cluster");
        }
        return ClusterResult.applied(observed(there));
    }

    private ObservedInstance observed(Map<String, Object> instance) {
        return api.discretion().of(InstanceProjection.of(instance));
    }

    private ClusterResult<ObservedInstance> make(DesiredInstance desired, OperationKey key) {
        return secrets.ensure(desired, key)
                .then(held -> Failures.guarded("create", called(desired.name()), () -> {
                    Map<String, Object> made;
                    try {
                        made = requester.create(desired.space().value(), instance(desired, key));
                    } catch (KubernetesClientException e) {
                        if (!Failures.isAlreadyThere(e)) {
                            throw e;
                        }
                        return new ClusterResult.Unavailable<>(
                                called(desired.name()) + " was made at this moment", SOON);
                    }
                    ObservedInstance observed = InstanceProjection.of(made);
                    handSecret(desired, observed.uid());
                    return ClusterResult.applied(observed);
                }));
    }

    /** Only a comfort: removing an instance removes its Secret anyway, so a failure here is no failure of the instance. */
    private void handSecret(DesiredInstance desired, UUID instance) {
        try {
            secrets.hand(desired, instance);
        } catch (KubernetesClientException e) {
            LOG.info(
                    "Secret not handed to its instance namespace={} secret={} reason={}",
                    desired.space(),
                    desired.secretName(),
                    Failures.words(e));
        }
    }

    private static Map<String, Object> instance(DesiredInstance desired, OperationKey key) {
        Map<String, Object> labels = new LinkedHashMap<>(desired.labels());
        labels.put(Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT);
        labels.put(Labels.VAPP_ID, desired.vappId().toString());
        Map<String, Object> instance = new LinkedHashMap<>();
        instance.put("apiVersion", Kind.INSTANCE.apiVersion());
        instance.put("kind", Kind.INSTANCE.name());
        instance.put(
                "metadata",
                Map.of(
                        "name", desired.name(),
                        "namespace", desired.space().value(),
                        "labels", labels,
                        "annotations", Map.of(Labels.OPERATION, key.value())));
        instance.put(
                "spec", Map.of("template", desired.template().tree(), "secret", Map.of("name", desired.secretName())));
        return instance;
    }

    private void delete(Metadata there) {
        try {
            api.delete(Kind.INSTANCE, there.namespace(), there.name(), there.uid());
        } catch (KubernetesClientException e) {
            // Gone, or replaced by another, which is not ours to touch.
            if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                throw e;
            }
        }
    }

    private Optional<Map<String, Object>> find(InstanceReference reference) {
        return findAny(reference.space().value(), reference.name()).filter(found -> isMeant(found, reference));
    }

    /** A cluster without the kind has no instance either. */
    private Optional<Map<String, Object>> findAny(String namespace, String name) {
        try {
            return api.find(Kind.INSTANCE, namespace, name);
        } catch (KubernetesClientException e) {
            if (Failures.isKindMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isMeant(Map<String, Object> instance, InstanceReference reference) {
        Metadata metadata = Metadata.of(instance);
        return isOf(metadata, reference.vappId())
                && reference.uid().map(uid -> uid.equals(metadata.uuid())).orElse(true);
    }

    private static boolean isOf(Metadata metadata, UUID vappId) {
        return vappId.toString().equals(metadata.label(Labels.VAPP_ID));
    }

    private static String called(String name) {
        return Kind.INSTANCE.called(name);
    }
}
