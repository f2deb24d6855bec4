package io.ssvirt.cluster.kubernetes.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.ParameterResolver;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.TemplateParameter;

/**
 * Instances whose templates SSVirt processes itself, as OpenShift's controller would: the Secret, a record, then the objects in the
 * order of the template. What is refused half-way stays recorded until it is removed.
 */
final class OwnInstances implements Instances {

    private static final Duration SOON = Duration.ofMillis(300);

    private final Api api;
    private final ParameterSecrets secrets;
    private final Leftovers leftovers;
    private final KindFinder kinds;
    private final OwnObjects objects;
    private final Set<String> allowed;
    private final ParameterResolver parameters = new ParameterResolver(new SecureRandom());

    /** Takes what templates may consist of, as {@code plural} or {@code plural.group}. */
    OwnInstances(Api api, Leftovers leftovers, List<String> allowed) {
        this.api = api;
        this.secrets = new ParameterSecrets(api);
        this.leftovers = leftovers;
        this.kinds = new KindFinder(api);
        this.objects = new OwnObjects(api, kinds);
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public ClusterResult<ObservedInstance> ensure(DesiredInstance desired, OperationKey key) {
        return Failures.guarded("create", called(desired.name()), () -> {
            Optional<OwnRecord> there = find(desired.space().value(), desired.name());
            if (there.isEmpty()) {
                return prepared(desired, key)
                        .then(plan -> record(desired, plan, key).then(record -> carryOut(record, plan)));
            }
            OwnRecord record = there.get();
            if (!record.isOf(desired.vappId())) {
                return new ClusterResult.Conflict<>(
                        called(desired.name()), TemplateInstances.owner(Metadata.of(record.tree())));
            }
            if (Metadata.of(record.tree()).deleting()) {
                return ClusterResult.refused(
                        RefusalReason.TERMINATING, called(desired.name()) + " is still being deleted by the cluster");
            }
            return record.isComplete()
                    ? ClusterResult.applied(record.observed())
                    : prepared(desired, key).then(plan -> carryOut(record, plan));
        });
    }

    /** Plans, and makes the Secret hold the values; with values at hand the plan comes first, so that a bad one leaves nothing. */
    private ClusterResult<List<OwnPlan.Planned>> prepared(DesiredInstance desired, OperationKey key) {
        OwnPlan plan = new OwnPlan(desired, kinds, allowed);
        if (desired.values().isEmpty()) {
            return secrets.ensure(desired, key)
                    .then(held -> complete(desired, secrets.values(desired)))
                    .then(plan::of);
        }
        return complete(desired, desired.values().get()).then(values -> plan.of(values)
                .then(planned -> secrets.ensure(with(desired, values), key).map(held -> planned)));
    }

    /** Values of parameters that the template does not know are passed over, as the cluster does. */
    private ClusterResult<SecretValues> complete(DesiredInstance desired, SecretValues given) {
        List<TemplateParameter> known = TemplateReader.parameters(desired.template());
        Map<String, String> used = new HashMap<>(given.reveal());
        used.keySet().retainAll(known.stream().map(TemplateParameter::name).toList());
        return parameters
                .resolve(known, SecretValues.of(used))
                .fold(ClusterResult::applied, error -> ClusterResult.refused(RefusalReason.INVALID, error.message()));
    }

    private static DesiredInstance with(DesiredInstance desired, SecretValues values) {
        return new DesiredInstance(
                desired.vappId(),
                desired.space(),
                desired.name(),
                desired.template(),
                desired.labels(),
                Optional.of(values));
    }

    private ClusterResult<OwnRecord> record(DesiredInstance desired, List<OwnPlan.Planned> plan, OperationKey key) {
        List<ObjectReference> planned =
                plan.stream().map(each -> each.reference("")).toList();
        try {
            Map<String, Object> made =
                    api.create(Kind.CONFIG_MAP, desired.space().value(), OwnRecord.planned(desired, planned, key));
            return ClusterResult.applied(new OwnRecord(made));
        } catch (KubernetesClientException e) {
            if (!Failures.isAlreadyThere(e)) {
                throw e;
            }
            return new ClusterResult.Unavailable<>(called(desired.name()) + " was made at this moment", SOON);
        }
    }

    private ClusterResult<ObservedInstance> carryOut(OwnRecord record, List<OwnPlan.Planned> plan) {
        List<ObjectReference> made = new ArrayList<>();
        for (OwnPlan.Planned planned : plan) {
            ClusterResult<ObjectReference> one = objects.ensure(planned, record);
            if (!(one instanceof ClusterResult.Applied<ObjectReference> ok)) {
                return one.map(never -> record.observed());
            }
            made.add(ok.observed());
        }
        boolean waits = plan.stream().map(OwnPlan.Planned::object).anyMatch(Readiness::isAwaited);
        Map<String, Object> change = waits ? record.waiting(made) : record.ready(made);
        return ClusterResult.applied(new OwnRecord(api.merge(Kind.CONFIG_MAP, change)).observed());
    }

    @Override
    public ClusterResult<Optional<ObservedInstance>> observe(InstanceReference reference) {
        return Failures.guarded(
                "get",
                called(reference.name()),
                () -> ClusterResult.applied(meant(reference).map(OwnRecord::observed)));
    }

    @Override
    public ClusterResult<Remains> remove(InstanceReference reference, OperationKey key) {
        return Failures.guarded("delete", called(reference.name()), () -> {
            Optional<OwnRecord> ours = meant(reference);
            if (ours.isEmpty()) {
                return ClusterResult.applied(new Remains(false, false, 0));
            }
            OwnRecord record = ours.get();
            String namespace = reference.space().value();
            int named = objects.remove(record);
            int labelled = leftovers.remove(namespace, record.uid(), true);
            int left = Math.max(named, labelled);
            boolean secret = secrets.remove(reference);
            // The record goes last: it is how the rest is found.
            if (left == 0) {
                delete(Metadata.of(record.tree()));
            }
            return ClusterResult.applied(new Remains(meant(reference).isPresent(), secret, left));
        });
    }

    private void delete(Metadata record) {
        try {
            api.delete(Kind.CONFIG_MAP, record.namespace(), record.name(), record.uid());
        } catch (KubernetesClientException e) {
            if (!Failures.isObjectMissing(e) && !Failures.isStale(e)) {
                throw e;
            }
        }
    }

    private Optional<OwnRecord> meant(InstanceReference reference) {
        return find(reference.space().value(), reference.name())
                .filter(record -> record.isOf(reference.vappId()))
                .filter(record -> reference.uid().map(record.uid()::equals).orElse(true));
    }

    private Optional<OwnRecord> find(String namespace, String instance) {
        return api.find(Kind.CONFIG_MAP, namespace, OwnRecord.name(instance))
                .filter(map -> OwnRecord.COMPONENT.equals(Metadata.of(map).label(Labels.COMPONENT)))
                .map(OwnRecord::new);
    }

    private static String called(String instance) {
        return "instance \"" + instance + "\"";
    }
}
