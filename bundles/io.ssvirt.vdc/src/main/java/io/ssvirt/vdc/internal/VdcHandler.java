package io.ssvirt.vdc.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Refusals;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Brings namespaces to what their VDCs say: creates, changes and removes them, and takes back what was refused. */
@Component(configurationPid = "io.ssvirt.vdc")
@Designate(ocd = VdcHandler.Config.class)
public final class VdcHandler implements IntentHandler {

    /** How VDCs are carried into the cluster. */
    @ObjectClassDefinition(name = "SSVirt VDCs")
    public @interface Config {

        @AttributeDefinition(description = "Clock rate that one core stands for when a CPU limit is given in MHz.")
        int cpu__mhz__per__core() default 1000;

        @AttributeDefinition(
                description =
                        "Hard values of the ResourceQuota of every VDC, separated by commas; storage as well, such as"
                                + " requests.storage=500Gi or gold.storageclass.storage.k8s.io/requests.storage=100Gi.")
        String quota() default QuotaRules.USUAL;

        @AttributeDefinition(
                description =
                        "Percent by which the quota is larger than the CPU and memory limit of its VDC, for machines that"
                                + " move and for what runs beside the guests.")
        int headroom__percent() default 25;

        @AttributeDefinition(description = "Millicores by which the quota is larger than the CPU limit as well.")
        int headroom__millicores() default 500;

        @AttributeDefinition(description = "MiB by which the quota is larger than the memory limit as well.")
        int headroom__mebibytes() default 512;
    }

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration OUTAGE = Duration.ofSeconds(2);
    private static final Consumer<Transaction> NOTHING = tx -> {};

    private final Store store;
    private final ClusterGateway cluster;
    private final Clock clock;
    private final SpaceDesign design;
    // Why a create is being taken back. Lost with the process: then the create is simply tried, and refused, once more.
    private final Map<UUID, DomainError> takingBack = new ConcurrentHashMap<>();

    private record Subject(Vdc vdc, Organization organization, boolean vapps) {}

    /** Takes what it works with. */
    @Activate
    public VdcHandler(
            @Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock, Config config) {
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
        this.design = new SpaceDesign(QuotaRules.from(config));
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.VDC_CREATE, Operation.VDC_UPDATE, Operation.VDC_DELETE);
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        Outcome<Optional<Subject>> read = store.read(tx -> Outcome.done(tx.vdcs()
                .find(intent.entity())
                .map(vdc -> new Subject(
                        vdc,
                        tx.organizations().find(vdc.orgId()).orElseThrow(),
                        !tx.vapps().ofVdc(vdc.id()).isEmpty()))));
        return read.fold(
                found -> found.<Step>map(subject -> attempt(intent, subject)).orElse(new Step.Finished(NOTHING)),
                error -> new Step.Blocked(error.message(), OUTAGE));
    }

    private Step attempt(Intent intent, Subject subject) {
        OperationKey key = new OperationKey(intent.id().toString());
        return switch (intent.operation()) {
            case VDC_CREATE -> create(intent, subject, key);
            case VDC_UPDATE -> update(intent, subject, key);
            default -> delete(intent, subject, key);
        };
    }

    private Step create(Intent intent, Subject subject, OperationKey key) {
        Vdc vdc = subject.vdc();
        DomainError refusal = takingBack.get(intent.id());
        if (refusal != null) {
            return takeBack(intent, vdc, key, refusal);
        }
        ClusterResult<ObservedSpace> made =
                cluster.call(provider -> provider.spaces().ensure(design.of(vdc, subject.organization()), key));
        if (made instanceof ClusterResult.Applied<ObservedSpace>) {
            return new Step.Finished(tx -> settle(tx, vdc));
        }
        if (made instanceof ClusterResult.Unavailable<ObservedSpace> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        if (isTerminating(made)) {
            return new Step.Again("an older namespace " + vdc.namespace() + " is still going away", GLANCE);
        }
        DomainError error = Refusals.of(made, "VDC \"" + vdc.name() + "\" was not created");
        takingBack.put(intent.id(), error);
        return takeBack(intent, vdc, key, error);
    }

    private Step takeBack(Intent intent, Vdc vdc, OperationKey key, DomainError error) {
        Step gone = remove(vdc, key, tx -> tx.vdcs().delete(vdc.id()));
        if (gone instanceof Step.Finished done) {
            takingBack.remove(intent.id());
            return new Step.Refused(error, done.writes());
        }
        if (gone instanceof Step.Refused no) {
            // Giving up would leave a namespace of ours without a row, or a ready row without its namespace.
            return new Step.Blocked(
                    error.message() + "; taking it back waits: " + no.error().message(), OUTAGE);
        }
        return gone;
    }

    private Step update(Intent intent, Subject subject, OperationKey key) {
        Vdc vdc = subject.vdc();
        ClusterResult<ObservedSpace> made =
                cluster.call(provider -> provider.spaces().ensure(design.of(vdc, subject.organization()), key));
        if (made instanceof ClusterResult.Applied<ObservedSpace>) {
            return new Step.Finished(tx -> settle(tx, vdc));
        }
        if (made instanceof ClusterResult.Unavailable<ObservedSpace> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        DomainError error = Refusals.of(made, "VDC \"" + vdc.name() + "\" was not changed");
        return new Step.Refused(error, tx -> tx.vdcs()
                .findLocked(vdc.id())
                .filter(now -> now.state() == VdcState.UPDATING)
                .ifPresent(now -> tx.vdcs()
                        .update(VdcValues.restored(now, intent.desired(), clock.instant())
                                .in(VdcState.READY, clock.instant()))));
    }

    private Step delete(Intent intent, Subject subject, OperationKey key) {
        if (subject.vapps()) {
            return new Step.Again("vApps in it are still being deleted", GLANCE);
        }
        return remove(subject.vdc(), key, tx -> tx.vdcs().delete(subject.vdc().id()));
    }

    private Step remove(Vdc vdc, OperationKey key, Consumer<Transaction> whenGone) {
        ClusterResult<Optional<ObservedSpace>> removed = cluster.call(
                provider -> provider.spaces().remove(vdc.namespace(), vdc.id().id(), key));
        if (removed instanceof ClusterResult.Applied<Optional<ObservedSpace>> left) {
            return left.observed()
                    .<Step>map(space -> new Step.Again(waitingFor(space), GLANCE))
                    .orElseGet(() -> new Step.Finished(whenGone));
        }
        if (removed instanceof ClusterResult.Conflict<Optional<ObservedSpace>>) {
            // A namespace of that name that is not ours: nothing of ours is there.
            return new Step.Finished(whenGone);
        }
        if (removed instanceof ClusterResult.Unavailable<Optional<ObservedSpace>> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        DomainError error = Refusals.of(removed, "VDC \"" + vdc.name() + "\" was not deleted");
        return new Step.Refused(error, tx -> settle(tx, vdc));
    }

    private static String waitingFor(ObservedSpace space) {
        String blockers = String.join("; ", space.blockers());
        return "namespace " + space.name() + " is going away" + (blockers.isEmpty() ? "" : ": " + blockers);
    }

    private static boolean isTerminating(ClusterResult<?> result) {
        return result instanceof ClusterResult.Refused<?> no && no.reason() == RefusalReason.TERMINATING;
    }

    /** The VDC is as the cluster is; a delete or change accepted meanwhile keeps its own state. */
    private void settle(Transaction tx, Vdc vdc) {
        tx.vdcs().findLocked(vdc.id()).filter(now -> now.state() == vdc.state()).ifPresent(now -> tx.vdcs()
                .update(now.in(VdcState.READY, clock.instant())));
    }
}
