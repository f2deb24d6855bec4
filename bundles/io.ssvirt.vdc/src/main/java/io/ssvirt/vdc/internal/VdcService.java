package io.ssvirt.vdc.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VdcRepository.Contents;
import io.ssvirt.store.spi.VdcRepository.Placed;

/** Accepts what is asked of VDCs; the {@link VdcHandler} carries it out. */
@Component
public final class VdcService implements Vdcs {

    private static final DomainError NOT_FOUND = DomainError.notFound("VDC not found");
    private static final DomainError NO_ORGANIZATION = DomainError.notFound("Organization not found");
    private static final long LARGEST_LIMIT = 1_000_000_000L;
    private static final int NIC_QUOTA = 100;
    private static final int NETWORK_QUOTA = 50;

    private final Store store;
    private final Journal journal;
    private final Clock clock;
    private final IdSource ids;

    /** Takes what it works with. */
    @Activate
    public VdcService(
            @Reference Store store, @Reference Journal journal, @Reference Clock clock, @Reference IdSource ids) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Outcome<Page<Vdc>> listOf(Caller caller, Urn organization, Query query) {
        return administered(caller)
                .<Outcome<Page<Vdc>>>map(Outcome::refused)
                .orElseGet(() ->
                        store.read(tx -> Outcome.required(tx.vdcs().pageOf(organization, query), NO_ORGANIZATION)));
    }

    @Override
    public Outcome<Page<Vdc>> list(Caller caller, Query query) {
        return caller.having(Right.VDC_VIEW)
                .then(who -> store.read(tx -> Outcome.done(tx.vdcs().page(who.scope(), query))));
    }

    @Override
    public Outcome<Vdc> get(Caller caller, Urn id) {
        return caller.lacks(Right.VDC_VIEW)
                .<Outcome<Vdc>>map(Outcome::refused)
                .orElseGet(() -> store.read(
                        tx -> Outcome.required(tx.vdcs().find(id).filter(vdc -> caller.sees(vdc.orgId())), NOT_FOUND)));
    }

    @Override
    public Outcome<Vdc> getOf(Caller caller, Urn organization, Urn id) {
        return administered(caller)
                .<Outcome<Vdc>>map(Outcome::refused)
                .orElseGet(() -> store.read(tx -> tx.vdcs()
                        .find(id)
                        .filter(vdc -> vdc.orgId().equals(organization))
                        .map(Outcome::done)
                        .orElseGet(() -> organization(tx, organization).then(found -> Outcome.refused(NOT_FOUND)))));
    }

    @Override
    public Outcome<Change<Vdc>> create(Caller caller, Urn organization, Draft draft) {
        Optional<DomainError> wrong =
                administered(caller).or(() -> incomplete(draft)).or(() -> outOfRange(draft));
        if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
        }
        Urn id = new Urn(EntityType.VDC, ids.next());
        return carryOut(
                (tx, accepted) -> held(tx, organization).then(org -> insert(tx, caller, org, id, draft, accepted)));
    }

    @Override
    public Outcome<Change<Vdc>> update(Caller caller, Urn organization, Urn id, Function<Vdc, Outcome<Draft>> draft) {
        Optional<DomainError> denied = administered(caller);
        if (denied.isPresent()) {
            return Outcome.refused(denied.get());
        }
        return carryOut((tx, accepted) -> locked(tx, organization, id).then(place -> draft.apply(place.vdc())
                .then(VdcService::inRange)
                .then(legal -> mayBecome(place.vdc(), VdcState.UPDATING).map(now -> legal))
                .map(legal -> change(tx, caller, place, legal, accepted))));
    }

    private Request change(Transaction tx, Caller caller, Placed place, Draft draft, AtomicReference<Vdc> accepted) {
        Vdc vdc = place.vdc();
        Instant now = clock.instant();
        Vdc changed = VdcValues.changed(vdc, draft, now).in(VdcState.UPDATING, now);
        tx.vdcs().update(changed);
        accepted.set(changed);
        Placed after = new Placed(changed, place.orgName(), place.orgDisplayName(), place.orgDescription());
        return request(Operation.VDC_UPDATE, changed, caller, VdcValues.change(vdc, after));
    }

    @Override
    public Outcome<Change<Vdc>> delete(Caller caller, Urn organization, Urn id) {
        return delete(caller, organization, id, false, true);
    }

    @Override
    public Outcome<Change<Vdc>> deleteWithContents(Caller caller, Urn organization, Urn id, boolean force) {
        return delete(caller, organization, id, true, force);
    }

    private Outcome<Change<Vdc>> delete(Caller caller, Urn organization, Urn id, boolean recursive, boolean force) {
        Optional<DomainError> denied = administered(caller);
        if (denied.isPresent()) {
            return Outcome.refused(denied.get());
        }
        return carryOut((tx, accepted) -> {
            Optional<Contents> buried = VdcBurial.bury(tx, id, recursive, clock.instant())
                    .filter(contents -> contents.vdc().orgId().equals(organization));
            if (buried.isEmpty()) {
                return organization(tx, organization).then(org -> Outcome.refused(NOT_FOUND));
            }
            accepted.set(buried.get().vdc());
            return VdcBurial.accept(buried.get(), caller.userId(), recursive, force);
        });
    }

    /** Has an intent carried out; what was accepted tells what to answer, whether the database answers afterwards or not. */
    private Outcome<Change<Vdc>> carryOut(BiFunction<Transaction, AtomicReference<Vdc>, Outcome<Request>> accept) {
        AtomicReference<Vdc> accepted = new AtomicReference<>();
        return journal.carryOut(tx -> accept.apply(tx, accepted), Optional.empty())
                .map(task -> {
                    Vdc vdc = accepted.get();
                    boolean settled = task.status() == TaskStatus.SUCCESS && vdc.state() != VdcState.DELETING;
                    return new Change<>(
                            settled ? vdc.in(VdcState.READY, task.endedAt().orElse(vdc.updatedAt())) : vdc, task);
                });
    }

    private Outcome<Request> insert(
            Transaction tx, Caller caller, Organization org, Urn id, Draft draft, AtomicReference<Vdc> accepted) {
        Instant now = clock.instant();
        Vdc wanted = new Vdc(
                id,
                org.id(),
                draft.name().orElseThrow(),
                draft.description().orElse(""),
                draft.allocationModel().orElseThrow(),
                draft.capacity().orElse(ComputeCapacity.UNLIMITED),
                draft.providerVdcId().orElse(""),
                draft.nicQuota().filter(quota -> quota > 0).orElse(NIC_QUOTA),
                draft.networkQuota().filter(quota -> quota > 0).orElse(NETWORK_QUOTA),
                draft.thinProvision().orElse(false),
                draft.enabled().orElse(true),
                NamespaceNaming.base(org.name(), draft.name().orElseThrow()),
                VdcState.CREATING,
                now,
                now);
        return Outcome.required(
                        tx.vdcs().insertNumbered(wanted, NamespaceNaming.LAST_NUMBER),
                        DomainError.nameInUse("name", "Too many VDCs of this name exist; choose another name"))
                .map(vdc -> {
                    accepted.set(vdc);
                    Placed place = new Placed(vdc, org.name(), org.displayName(), org.description());
                    return request(Operation.VDC_CREATE, vdc, caller, VdcValues.change(vdc, place));
                });
    }

    private static Request request(Operation operation, Vdc vdc, Caller caller, Map<String, String> desired) {
        return new Request(operation, vdc.id(), vdc.name(), vdc.orgId(), caller.userId(), desired);
    }

    private static Outcome<Organization> organization(Transaction tx, Urn id) {
        return Outcome.required(tx.organizations().find(id), NO_ORGANIZATION);
    }

    /** Holds the organization, so that of several VDCs created at once each finds the namespaces of the others. */
    private static Outcome<Organization> held(Transaction tx, Urn id) {
        return Outcome.required(tx.organizations().findLocked(id), NO_ORGANIZATION);
    }

    private static Outcome<Placed> locked(Transaction tx, Urn organization, Urn id) {
        return tx.vdcs()
                .findPlacedLocked(id)
                .filter(place -> place.vdc().orgId().equals(organization))
                .map(Outcome::done)
                .orElseGet(() -> organization(tx, organization).then(org -> Outcome.refused(NOT_FOUND)));
    }

    private static Outcome<Vdc> mayBecome(Vdc vdc, VdcState next) {
        return vdc.state() == next
                        || vdc.state() == VdcState.CREATING
                        || vdc.state().mayBecome(next)
                ? Outcome.done(vdc)
                : Outcome.refused(DomainError.conflict("BUSY", "VDC \"" + vdc.name() + "\" is being deleted"));
    }

    private static Optional<DomainError> administered(Caller caller) {
        return caller.isProvider() && caller.lacks(Right.VDC_MANAGE).isEmpty()
                ? Optional.empty()
                : Optional.of(DomainError.forbidden("System Administrator role required"));
    }

    private static Optional<DomainError> incomplete(Draft draft) {
        if (draft.name().filter(name -> !name.isBlank()).isEmpty()) {
            return Optional.of(DomainError.invalid("name", "field \"name\" is required"));
        }
        return draft.allocationModel().isPresent()
                ? Optional.empty()
                : Optional.of(DomainError.invalid(
                        "allocationModel", "Invalid allocation model: must be one of " + AllocationModel.words()));
    }

    private static Outcome<Draft> inRange(Draft draft) {
        return outOfRange(draft).<Outcome<Draft>>map(Outcome::refused).orElseGet(() -> Outcome.done(draft));
    }

    private static Optional<DomainError> outOfRange(Draft draft) {
        return draft.capacity().flatMap(capacity -> outOfRange("cpu", capacity.cpu())
                .or(() -> outOfRange("memory", capacity.memory())));
    }

    private static Optional<DomainError> outOfRange(String what, Capacity capacity) {
        return capacity.limit() >= 0 && capacity.limit() <= LARGEST_LIMIT
                ? Optional.empty()
                : Optional.of(DomainError.invalid(
                        "computeCapacity." + what + ".limit",
                        "field \"computeCapacity." + what + ".limit\" must be between 0 and " + LARGEST_LIMIT));
    }
}
