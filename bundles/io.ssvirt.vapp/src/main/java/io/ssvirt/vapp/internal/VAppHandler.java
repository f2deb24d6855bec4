package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.Observations.Change.OfInstance;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Refusals;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Brings TemplateInstances into the cluster and out of it again, and takes back what was refused. */
@Component
public final class VAppHandler implements IntentHandler {

    private static final Duration GLANCE = Duration.ofMillis(150);
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final Store store;
    private final ClusterGateway cluster;
    private final Clock clock;
    private final InstanceMirror mirror;
    // Why an instantiation is being taken back. Lost with the process: then it is simply tried, and refused, once more.
    private final Map<UUID, DomainError> takingBack = new ConcurrentHashMap<>();

    /** Takes what it works with. */
    @Activate
    public VAppHandler(@Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock) {
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
        this.mirror = new InstanceMirror(store, cluster, clock);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.VAPP_INSTANTIATE, Operation.VAPP_DELETE);
    }

    @Override
    public boolean takesBack(Operation operation) {
        return true;
    }

    @Override
    public Consumer<Transaction> withdraw(Intent intent) {
        return intent.operation() == Operation.VAPP_DELETE ? tx -> bringBack(tx, intent) : abandon(intent);
    }

    @Override
    public Consumer<Transaction> abandon(Intent intent) {
        return forget(intent.entity());
    }

    @Override
    public Set<UUID> remembered() {
        return takingBack.keySet();
    }

    @Override
    public void forget(UUID intent) {
        takingBack.remove(intent);
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        Optional<VApp> accepted = Accepted.vapp(intent);
        Outcome<Optional<VApp>> known = accepted.isPresent()
                ? Outcome.done(accepted)
                : store.read(tx -> Outcome.done(tx.vapps().find(intent.entity())));
        return known.fold(
                found -> found.map(vapp -> intent.operation() == Operation.VAPP_DELETE
                                ? delete(intent, vapp)
                                : instantiate(intent, vapp, values))
                        .orElseGet(() -> gone(intent)),
                error -> new Step.Blocked(error.message(), OUTAGE));
    }

    private static Step gone(Intent intent) {
        return intent.operation() == Operation.VAPP_DELETE
                ? new Step.Finished(tx -> {})
                : new Step.Refused(DomainError.notFound("The vApp was deleted in the meantime"), tx -> {});
    }

    private Step instantiate(Intent intent, VApp vapp, Optional<SecretValues> values) {
        if (intent.cancelled()) {
            takingBack.putIfAbsent(intent.id(), Step.cancelled());
        }
        DomainError refusal = takingBack.get(intent.id());
        if (refusal != null) {
            return takeBack(intent, vapp, refusal);
        }
        ClusterResult<ObservedInstance> made = cluster.<Optional<TemplateDocument>>call(
                        provider -> provider.templates().get(vapp.templateNamespace(), vapp.templateName()))
                .then(template -> template.map(found -> ensure(intent, vapp, found, values))
                        .orElseGet(() -> ClusterResult.refused(
                                RefusalReason.INVALID, "template \"" + vapp.templateName() + "\" is no longer there")));
        if (made instanceof ClusterResult.Applied<ObservedInstance> there) {
            return new Step.Finished(tx -> settle(tx, vapp, there.observed()));
        }
        if (made instanceof ClusterResult.Unavailable<ObservedInstance> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        if (made instanceof ClusterResult.Refused<ObservedInstance> no && no.reason() == RefusalReason.TERMINATING) {
            return new Step.Again("an older instance \"" + vapp.instanceName() + "\" is still going away", GLANCE);
        }
        DomainError error = values.isEmpty() && isNotFound(made)
                ? valuesLost(vapp)
                : Refusals.of(made, "vApp \"" + vapp.name() + "\" was not instantiated");
        takingBack.put(intent.id(), error);
        return takeBack(intent, vapp, error);
    }

    private ClusterResult<ObservedInstance> ensure(
            Intent intent, VApp vapp, TemplateDocument template, Optional<SecretValues> values) {
        boolean start = Boolean.parseBoolean(intent.desired().get(NewVApp.START));
        TemplateDocument wanted = start ? template.withMachinesStarted() : template;
        return cluster.call(
                provider -> provider.instances().ensure(InstanceDesign.of(vapp, wanted, values), key(intent)));
    }

    private static boolean isNotFound(ClusterResult<?> result) {
        return result instanceof ClusterResult.Refused<?> no && no.reason() == RefusalReason.NOT_FOUND;
    }

    /** Values are never stored, so a process that ended before its Secret was made has taken them along. */
    private static DomainError valuesLost(VApp vapp) {
        return DomainError.refused(
                "VALUES_LOST",
                "vApp \"" + vapp.name() + "\" was not instantiated: the server was restarted before the values of its"
                        + " parameters reached the cluster; instantiate it again");
    }

    /** When nothing else has been observed of it, which is usual, one statement does; else its status is computed anew. */
    private void settle(Transaction tx, VApp vapp, ObservedInstance instance) {
        Instant at = clock.instant();
        if (!tx.vapps().settle(vapp.id(), instance.uid(), at)) {
            tx.vapps()
                    .findLocked(vapp.id())
                    .filter(now -> now.state() == VAppState.CREATING)
                    .ifPresent(now -> tx.vapps().update(StatusRules.settled(tx, now, instance.uid(), at)));
        }
    }

    private Step takeBack(Intent intent, VApp vapp, DomainError error) {
        Step gone = remove(intent, vapp);
        if (gone instanceof Step.Finished done) {
            takingBack.remove(intent.id());
            return new Step.Refused(error, done.writes());
        }
        if (gone instanceof Step.Refused no) {
            // Giving up would leave the vApp as it is being created for ever, and in the cluster what had been
            // accepted.
            return new Step.Blocked(
                    error.message() + "; taking it back waits: " + no.error().message(), OUTAGE);
        }
        return gone;
    }

    private Step delete(Intent intent, VApp vapp) {
        if (intent.cancelled()) {
            ClusterResult<Optional<ObservedInstance>> seen =
                    cluster.call(provider -> provider.instances().observe(reference(vapp)));
            if (seen instanceof ClusterResult.Unavailable<Optional<ObservedInstance>> away) {
                return new Step.Blocked(away.explanation(), OUTAGE);
            }
            boolean whole = seen instanceof ClusterResult.Applied<Optional<ObservedInstance>> there
                    && there.observed().filter(instance -> !instance.deleting()).isPresent();
            if (whole) {
                return new Step.Refused(Step.cancelled(), tx -> bringBack(tx, intent));
            }
        }
        Step step = remove(intent, vapp);
        return step instanceof Step.Refused no ? new Step.Refused(no.error(), tx -> bringBack(tx, intent)) : step;
    }

    /** The delete does not take place: the vApp is as it would be without it. */
    private void bringBack(Transaction tx, Intent delete) {
        List<Operation> left = tx.journal().unfinishedOf(delete.entity()).stream()
                .filter(intent -> !intent.id().equals(delete.id()))
                .map(Intent::operation)
                .toList();
        if (left.contains(Operation.VAPP_DELETE)) {
            return;
        }
        Instant now = clock.instant();
        tx.vapps().findLocked(delete.entity()).ifPresent(vapp -> {
            boolean creating = left.contains(Operation.VAPP_INSTANTIATE);
            tx.vapps()
                    .update(
                            creating
                                    ? vapp.in(VAppState.CREATING, VAppStatus.INSTANTIATING, now)
                                    : StatusRules.back(tx, vapp, now));
            // What the cluster still has of it may have changed while it was to be deleted.
            mirror.mirror(tx, new OfInstance(vapp.namespace(), vapp.instanceName()));
        });
    }

    private Step remove(Intent intent, VApp vapp) {
        ClusterResult<Remains> removed =
                cluster.call(provider -> provider.instances().remove(reference(vapp), key(intent)));
        if (removed instanceof ClusterResult.Applied<Remains> left) {
            return left.observed().isNothing()
                    ? new Step.Finished(forget(vapp.id()))
                    : new Step.Again(waitingFor(left.observed()), GLANCE);
        }
        if (removed instanceof ClusterResult.Conflict<Remains>) {
            // An instance of that name that is not ours: nothing of ours is there.
            return new Step.Finished(forget(vapp.id()));
        }
        if (removed instanceof ClusterResult.Unavailable<Remains> away) {
            return new Step.Blocked(away.explanation(), OUTAGE);
        }
        return new Step.Refused(Refusals.of(removed, "vApp \"" + vapp.name() + "\" was not deleted"), tx -> {});
    }

    private static InstanceReference reference(VApp vapp) {
        return new InstanceReference(
                vapp.namespace(), vapp.instanceName(), vapp.id().id(), vapp.instanceUid());
    }

    /** Nothing is left of the vApp: its rows go and a tombstone stays. */
    private Consumer<Transaction> forget(Urn vapp) {
        return tx -> tx.removed().buryVApp(vapp, clock.instant());
    }

    private static String waitingFor(Remains remains) {
        return "the cluster still has " + (remains.instance() ? "the TemplateInstance and " : "") + remains.objects()
                + " objects of it";
    }

    private static OperationKey key(Intent intent) {
        return new OperationKey(intent.id().toString());
    }
}
