package io.ssvirt.vdc.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.IntentQueue;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/**
 * Removes an organization step by step: every VDC by an intent of its own, then what lives in the database only.
 *
 * <p>Each attempt looks at what is left and asks for what nobody has asked for yet, so it can be made again after any crash. What is
 * added to the organization meanwhile goes as well.
 */
@Component
public final class OrganizationHandler implements IntentHandler {

    static final String WAS_ENABLED = "wasEnabled";

    private static final Duration GLANCE = Duration.ofMillis(300);
    private static final Duration OUTAGE = Duration.ofSeconds(2);
    private static final int ALL = 100;

    private final Store store;
    private final IntentQueue queue;
    private final Clock clock;

    /** Takes what it works with. */
    @Activate
    public OrganizationHandler(@Reference Store store, @Reference IntentQueue queue, @Reference Clock clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.ORG_DELETE);
    }

    /** What stays is an organization as it was before; VDCs that are gone stay gone. */
    @Override
    public Consumer<Transaction> withdraw(Intent intent) {
        boolean enabled = Boolean.parseBoolean(intent.desired().get(WAS_ENABLED));
        return tx -> tx.organizations().findLocked(intent.entity()).ifPresent(found -> tx.organizations()
                .update(enabled(found, enabled, clock.instant())));
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        return store.<Step>write(tx -> Outcome.done(attempt(tx, intent)))
                .fold(step -> step, error -> new Step.Blocked(error.message(), OUTAGE));
    }

    private Step attempt(Transaction tx, Intent intent) {
        List<Vdc> vdcs = tx.vdcs().ofOrganization(intent.entity());
        for (Vdc vdc : vdcs) {
            Optional<DomainError> obstacle = Optional.of(vdc)
                    .filter(seen -> seen.state() != VdcState.DELETING)
                    .flatMap(seen -> tx.vdcs().findLocked(seen.id()))
                    .filter(now -> now.state() != VdcState.DELETING)
                    .flatMap(now -> bury(tx, now, intent));
            if (obstacle.isPresent()) {
                return new Step.Refused(obstacle.get(), withdraw(intent));
            }
        }
        if (vdcs.isEmpty()) {
            return new Step.Finished(end -> end.organizations().deleteWithMembers(intent.entity()));
        }
        String names = String.join(", ", vdcs.stream().map(Vdc::name).limit(ALL).toList());
        return new Step.Again(vdcs.size() + " VDCs are being deleted: " + names, GLANCE);
    }

    /** Asks for the deletion of a VDC; returns why the whole cannot be done when this one was refused before. */
    private Optional<DomainError> bury(Transaction tx, Vdc vdc, Intent intent) {
        Optional<Task> before = tx.journal()
                .last(vdc.id(), Operation.VDC_DELETE)
                .filter(task -> !task.startedAt().isBefore(intent.acceptedAt())
                        && task.error().isPresent());
        if (before.isPresent()) {
            return before.flatMap(Task::error)
                    .map(error -> DomainError.refused(
                            error.code(),
                            "Organization \"" + intent.entityName() + "\" was not deleted: " + error.message()));
        }
        return VdcBurial.bury(tx, vdc.id(), true, clock.instant())
                .map(buried -> VdcBurial.accept(buried, intent.initiator(), true, true))
                .flatMap(accepted ->
                        accepted.map(request -> queue.enqueue(tx, request)).refusal());
    }

    private static Organization enabled(Organization found, boolean enabled, Instant now) {
        return new Organization(
                found.id(),
                found.name(),
                found.displayName(),
                found.description(),
                enabled,
                found.canManageOrgs(),
                found.canPublish(),
                found.maskedEventTaskUsername(),
                found.createdAt(),
                now);
    }
}
