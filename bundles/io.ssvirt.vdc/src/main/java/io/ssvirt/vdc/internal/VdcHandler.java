package io.ssvirt.vdc.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
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
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Refusals;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VdcRepository.Contents;
import io.ssvirt.vdc.internal.VdcChange.Wanted;

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

    private final Store store;
    private final ClusterGateway cluster;
    private final VdcLedger ledger;
    private final SpaceDesign design;
    private final VdcChange change;
    // Why a create is being taken back. Lost with the process: then the create is simply tried, and refused, once more.
    private final Map<UUID, DomainError> takingBack = new ConcurrentHashMap<>();

    /** A VDC and where it is. */
    private record Place(Urn id, String name, NamespaceName namespace) {

        static Place of(Vdc vdc) {
            return new Place(vdc.id(), vdc.name(), vdc.namespace());
        }

        static Place of(Intent intent) {
            return new Place(
                    intent.entity(),
                    intent.entityName(),
                    new NamespaceName(intent.desired().get("namespace")));
        }
    }

    /** Takes what it works with. */
    @Activate
    public VdcHandler(
            @Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock, Config config) {
        this.store = store;
        this.cluster = cluster;
        this.ledger = new VdcLedger(clock);
        this.design = new SpaceDesign(QuotaRules.from(config));
        this.change = new VdcChange(this::ensure, ledger);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.VDC_CREATE, Operation.VDC_UPDATE, Operation.VDC_DELETE);
    }

    @Override
    public boolean takesBack(Operation operation) {
        return true;
    }

    @Override
    public Consumer<Transaction> withdraw(Intent intent) {
        return switch (intent.operation()) {
            case VDC_CREATE -> tx -> ledger.unmake(tx, intent.entity(), Step.cancelled(), Optional.empty());
            case VDC_UPDATE -> tx -> ledger.takeBack(tx, intent);
            default -> tx -> ledger.bringBack(tx, intent);
        };
    }

    @Override
    public Consumer<Transaction> abandon(Intent intent) {
        return intent.operation() == Operation.VDC_DELETE
                ? tx -> ledger.forget(tx, intent.entity(), Optional.empty())
                : withdraw(intent);
    }

    @Override
    public Set<UUID> remembered() {
        Set<UUID> all = new HashSet<>(takingBack.keySet());
        all.addAll(change.remembered());
        return all;
    }

    @Override
    public void forget(UUID intent) {
        takingBack.remove(intent);
        change.forget(intent);
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        OperationKey key = new OperationKey(intent.id().toString());
        if (intent.operation() == Operation.VDC_DELETE) {
            return delete(intent, key);
        }
        boolean create = intent.operation() == Operation.VDC_CREATE;
        return wanted(intent)
                .fold(
                        found -> found.map(
                                        what -> create ? create(intent, what, key) : change.attempt(intent, what, key))
                                .orElseGet(() -> new Step.Refused(DomainError.notFound("VDC not found"), tx -> {})),
                        error -> new Step.Blocked(error.message(), OUTAGE));
    }

    /** An intent says itself what is wanted; one of an earlier version leaves it to the rows. */
    private Outcome<Optional<Wanted>> wanted(Intent intent) {
        Optional<Vdc> written = VdcValues.wanted(intent);
        if (written.isPresent()) {
            return Outcome.done(written.map(vdc -> new Wanted(vdc, VdcValues.organization(intent))));
        }
        return store.read(tx -> Outcome.done(tx.vdcs()
                .find(intent.entity())
                .map(vdc -> new Wanted(vdc, tx.organizations().find(vdc.orgId()).orElseThrow()))));
    }

    private ClusterResult<ObservedSpace> ensure(Wanted wanted, OperationKey key) {
        return cluster.call(provider -> provider.spaces().ensure(design.of(wanted.vdc(), wanted.organization()), key));
    }

    private Step create(Intent intent, Wanted wanted, OperationKey key) {
        Vdc vdc = wanted.vdc();
        if (intent.cancelled()) {
            takingBack.putIfAbsent(intent.id(), Step.cancelled());
        }
        DomainError refusal = takingBack.get(intent.id());
        if (refusal != null) {
            return takeBack(intent, vdc, key, refusal);
        }
        ClusterResult<ObservedSpace> made = ensure(wanted, key);
        if (made instanceof ClusterResult.Applied<ObservedSpace> there) {
            Optional<UUID> uid = Optional.of(there.observed().uid());
            return new Step.Finished(tx -> ledger.settle(tx, vdc.id(), VdcState.CREATING, uid));
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
        Step gone = remove(Place.of(vdc), key);
        if (gone instanceof Step.Finished) {
            takingBack.remove(intent.id());
            return new Step.Refused(error, tx -> ledger.unmake(tx, vdc.id(), error, Optional.empty()));
        }
        if (gone instanceof Step.Refused no) {
            // Giving up would leave a namespace of ours without a row, or a ready row without its namespace.
            return new Step.Blocked(
                    error.message() + "; taking it back waits: " + no.error().message(), OUTAGE);
        }
        return gone;
    }

    private Step delete(Intent intent, OperationKey key) {
        if (VdcBurial.isQuiet(intent)) {
            return delete(intent, Place.of(intent), key);
        }
        boolean recursive = Boolean.parseBoolean(intent.desired().get(VdcBurial.RECURSIVE));
        Outcome<Optional<Contents>> read =
                store.read(tx -> Outcome.done(tx.vdcs().findWithContents(intent.entity())));
        return read.fold(
                found -> found.map(contents -> contents.busy() || !recursive && contents.vapps() > 0
                                ? waiting(intent, contents)
                                : delete(intent, Place.of(contents.vdc()), key))
                        .orElseGet(() -> new Step.Finished(tx -> {})),
                error -> new Step.Blocked(error.message(), OUTAGE));
    }

    /** Nothing has been touched yet, so it can still end here and now. */
    private Step waiting(Intent intent, Contents contents) {
        if (intent.cancelled()) {
            return new Step.Refused(Step.cancelled(), tx -> ledger.bringBack(tx, intent));
        }
        // A vApp that was going away when this was accepted has stayed, and nobody takes it away any more.
        return !contents.busy() && contents.living() > 0
                ? new Step.Refused(VdcBurial.inUse(), tx -> ledger.bringBack(tx, intent))
                : new Step.Again("vApps in it are still being worked on", GLANCE);
    }

    private Step delete(Intent intent, Place vdc, OperationKey key) {
        if (intent.cancelled()) {
            ClusterResult<Optional<ObservedSpace>> seen = look(vdc);
            if (seen instanceof ClusterResult.Unavailable<Optional<ObservedSpace>> away) {
                return new Step.Blocked(away.explanation(), OUTAGE);
            }
            if (isWhole(seen)) {
                return new Step.Refused(Step.cancelled(), tx -> ledger.bringBack(tx, intent));
            }
        }
        Step gone = remove(vdc, key);
        if (!(gone instanceof Step.Refused no)) {
            return gone;
        }
        // An earlier attempt may have begun it unheard: only a VDC with a whole namespace can be ready again.
        return isWhole(look(vdc))
                ? new Step.Refused(no.error(), tx -> ledger.bringBack(tx, intent))
                : new Step.Blocked(no.error().message(), OUTAGE);
    }

    private ClusterResult<Optional<ObservedSpace>> look(Place vdc) {
        return cluster.call(provider -> provider.spaces().observe(vdc.namespace()));
    }

    private static boolean isWhole(ClusterResult<Optional<ObservedSpace>> seen) {
        return seen instanceof ClusterResult.Applied<Optional<ObservedSpace>> there
                && there.observed().filter(space -> !space.terminating()).isPresent();
    }

    private Step remove(Place vdc, OperationKey key) {
        ClusterResult<Optional<ObservedSpace>> removed = cluster.call(
                provider -> provider.spaces().remove(vdc.namespace(), vdc.id().id(), key));
        if (removed instanceof ClusterResult.Applied<Optional<ObservedSpace>> left) {
            return left.observed()
                    .<Step>map(space -> new Step.Again(waitingFor(space), GLANCE))
                    .orElseGet(() -> new Step.Finished(tx -> ledger.forget(tx, vdc.id(), Optional.empty())));
        }
        if (removed instanceof ClusterResult.Conflict<Optional<ObservedSpace>>) {
            // A namespace of that name that is not ours: nothing of ours is there.
            return new Step.Finished(tx -> ledger.forget(tx, vdc.id(), Optional.empty()));
        }
        if (removed instanceof ClusterResult.Unavailable<Optional<ObservedSpace>> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        return new Step.Refused(Refusals.of(removed, "VDC \"" + vdc.name() + "\" was not deleted"), tx -> {});
    }

    private static String waitingFor(ObservedSpace space) {
        String blockers = String.join("; ", space.blockers());
        return "namespace " + space.name() + " is going away" + (blockers.isEmpty() ? "" : ": " + blockers);
    }

    private static boolean isTerminating(ClusterResult<?> result) {
        return result instanceof ClusterResult.Refused<?> no && no.reason() == RefusalReason.TERMINATING;
    }
}
