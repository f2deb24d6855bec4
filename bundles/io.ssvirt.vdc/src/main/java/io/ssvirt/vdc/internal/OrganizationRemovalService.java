package io.ssvirt.vdc.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.OrganizationRemoval;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/** Accepts that an organization goes with everything in it; the {@link OrganizationHandler} carries it out. */
@Component
public final class OrganizationRemovalService implements OrganizationRemoval {

    private final Journal journal;
    private final Clock clock;

    /** Takes what it works with. */
    @Activate
    public OrganizationRemovalService(@Reference Journal journal, @Reference Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Outcome<Change<Organization>> remove(Caller caller, Urn organization, boolean force) {
        Optional<DomainError> denied = caller.isProvider()
                ? caller.lacks(Right.ORGANIZATION_MANAGE)
                : Optional.of(DomainError.forbidden("System Administrator role required"));
        if (denied.isPresent()) {
            return Outcome.refused(denied.get());
        }
        AtomicReference<Organization> accepted = new AtomicReference<>();
        return journal.carryOut(
                        tx -> Outcome.required(
                                        tx.organizations().findLocked(organization),
                                        DomainError.notFound("Organization not found"))
                                .then(found -> accept(tx, caller, found, force, accepted)),
                        Optional.empty())
                .map(task -> new Change<>(accepted.get(), task));
    }

    private Outcome<Request> accept(
            Transaction tx,
            Caller caller,
            Organization organization,
            boolean force,
            AtomicReference<Organization> accepted) {
        if (organization.name().equals(Organization.PROVIDER)) {
            return Outcome.refused(DomainError.invalid("id", "Cannot delete the Provider organization"));
        }
        if (organization.id().equals(caller.orgId())) {
            return Outcome.refused(
                    DomainError.conflict("OWN", "You cannot delete the organization that you belong to"));
        }
        List<String> running = force ? List.of() : running(tx, organization);
        if (!running.isEmpty()) {
            return Outcome.refused(DomainError.conflict(
                    "RUNNING",
                    "Organization \"" + organization.name() + "\" has running VMs in VDC " + String.join(", ", running)
                            + "; power them off, or ask with force=true"));
        }
        Instant now = clock.instant();
        Organization closed = new Organization(
                organization.id(),
                organization.name(),
                organization.displayName(),
                organization.description(),
                false,
                organization.canManageOrgs(),
                organization.canPublish(),
                organization.maskedEventTaskUsername(),
                organization.createdAt(),
                now);
        tx.organizations().update(closed);
        accepted.set(closed);
        return Outcome.done(new Request(
                Operation.ORG_DELETE,
                organization.id(),
                organization.name(),
                organization.id(),
                caller.userId(),
                Map.of(OrganizationHandler.WAS_ENABLED, String.valueOf(organization.enabled()))));
    }

    private static List<String> running(Transaction tx, Organization organization) {
        return tx.vdcs().running(organization.id()).stream()
                .map(Vdc::name)
                .map(name -> "\"" + name + "\"")
                .toList();
    }
}
