package io.ssvirt.identity.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Organizations;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.OrganizationRepository.Usage;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Tenants. They live in the database only, so nothing here goes through the journal. */
@Component
public final class OrganizationService implements Organizations {

    private static final DomainError NOT_FOUND = DomainError.notFound("Organization not found");

    private final Store store;
    private final Clock clock;
    private final IdSource ids;

    /** Takes what it works with, once the provider's organization is in the store. */
    @Activate
    public OrganizationService(
            @Reference Store store, @Reference Clock clock, @Reference IdSource ids, @Reference Bootstrap prepared) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Outcome<Page<Counted>> list(Caller caller, Query query) {
        return caller.having(Right.ORGANIZATION_VIEW)
                .then(who -> store.read(tx -> Outcome.done(tx.organizations()
                        .usedPage(who.scope(), query)
                        .map(found -> counted(found.organization(), found.usage())))));
    }

    @Override
    public Outcome<Counted> get(Caller caller, Urn id) {
        return caller.having(Right.ORGANIZATION_VIEW)
                .then(who -> store.read(
                        tx -> Outcome.required(tx.organizations().findUsed(id).filter(found -> who.sees(id)), NOT_FOUND)
                                .map(found -> counted(found.organization(), found.usage()))));
    }

    @Override
    public Outcome<Counted> create(Caller caller, Draft draft) {
        if (draft.name().filter(name -> !name.isBlank()).isEmpty()) {
            return Outcome.refused(DomainError.invalid("name", "field \"name\" is required"));
        }
        return managed(caller)
                .then(who -> OrganizationName.checked(draft.name().orElseThrow()))
                .then(name -> store.write(tx -> {
                    if (isReserved(name) || tx.organizations().findByName(name).isPresent()) {
                        return Outcome.refused(DomainError.nameInUse("name", "Organization name already exists"));
                    }
                    Instant now = clock.instant();
                    Organization created = new Organization(
                            new Urn(EntityType.ORGANIZATION, ids.next()),
                            name,
                            draft.displayName().filter(text -> !text.isBlank()).orElse(name),
                            draft.description().orElse(""),
                            draft.enabled().orElse(true),
                            draft.canManageOrgs().orElse(false),
                            draft.canPublish().orElse(false),
                            draft.maskedEventTaskUsername().orElse(""),
                            now,
                            now);
                    tx.organizations().insert(created);
                    return Outcome.done(counted(created, Usage.NONE));
                }));
    }

    @Override
    public Outcome<Counted> update(Caller caller, Urn id, Draft draft) {
        return managed(caller)
                .then(who ->
                        store.write(tx -> Outcome.required(tx.organizations().findLocked(id), NOT_FOUND)
                                .then(found -> change(tx, found, draft))
                                .map(changed -> counted(changed, usage(tx, id)))));
    }

    private Outcome<Organization> change(Transaction tx, Organization found, Draft draft) {
        String name = draft.name().orElse(found.name());
        boolean renamed = !name.equals(found.name());
        if (renamed && found.id().equals(Bootstrap.PROVIDER)) {
            return Outcome.refused(DomainError.invalid("name", "The Provider organization cannot be renamed"));
        }
        Optional<DomainError> illegal = renamed ? OrganizationName.checked(name).refusal() : Optional.empty();
        if (illegal.isPresent()) {
            return Outcome.refused(illegal.get());
        }
        if (renamed && (isReserved(name) || tx.organizations().findByName(name).isPresent())) {
            return Outcome.refused(DomainError.nameInUse("name", "Organization name already exists"));
        }
        if (found.id().equals(Bootstrap.PROVIDER) && !draft.enabled().orElse(true)) {
            return Outcome.refused(DomainError.invalid("isEnabled", "The Provider organization cannot be disabled"));
        }
        Organization changed = new Organization(
                found.id(),
                name,
                draft.displayName().orElse(found.displayName()),
                draft.description().orElse(found.description()),
                draft.enabled().orElse(found.enabled()),
                draft.canManageOrgs().orElse(found.canManageOrgs()),
                draft.canPublish().orElse(found.canPublish()),
                draft.maskedEventTaskUsername().orElse(found.maskedEventTaskUsername()),
                found.createdAt(),
                clock.instant());
        boolean closing = found.enabled() && !changed.enabled();
        LastAdministrator last = closing ? LastAdministrator.before(tx) : null;
        tx.organizations().update(changed);
        return closing ? last.after(tx).map(left -> changed) : Outcome.done(changed);
    }

    @Override
    public Outcome<Urn> delete(Caller caller, Urn id) {
        if (id.equals(Bootstrap.PROVIDER)) {
            return managed(caller)
                    .then(who -> Outcome.refused(DomainError.invalid("id", "Cannot delete the Provider organization")));
        }
        return managed(caller)
                .then(who ->
                        store.write(tx -> Outcome.required(tx.organizations().findLocked(id), NOT_FOUND)
                                .then(found -> {
                                    Usage usage = usage(tx, id);
                                    if (usage.vdcs() + usage.catalogs() + usage.users() > 0) {
                                        return Outcome.refused(DomainError.conflict("IN_USE", inUse(found, usage)));
                                    }
                                    tx.organizations().delete(id);
                                    return Outcome.done(id);
                                })));
    }

    private static String inUse(Organization organization, Usage usage) {
        return "Organization \"" + organization.name() + "\" is not empty: it has " + many(usage.vdcs(), "VDC") + ", "
                + many(usage.vapps(), "vApp") + ", " + many(usage.catalogs(), "catalog") + " and "
                + many(usage.users(), "user")
                + "; delete them first, or everything at once with ?recursive=true&force=true"
                + " (without force only while no VM is running; " + many(usage.runningVms(), "VM") + " running now)";
    }

    private static String many(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static boolean isReserved(String name) {
        return "System".equalsIgnoreCase(name) || Organization.PROVIDER.equalsIgnoreCase(name);
    }

    private static Usage usage(Transaction tx, Urn id) {
        return tx.organizations().usage(List.of(id)).getOrDefault(id, Usage.NONE);
    }

    private static Counted counted(Organization organization, Usage usage) {
        return new Counted(
                organization,
                new Counts(usage.vdcs(), usage.catalogs(), usage.vapps(), usage.runningVms(), usage.users()));
    }

    private static Outcome<Caller> managed(Caller caller) {
        return caller.isProvider()
                ? caller.having(Right.ORGANIZATION_MANAGE)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
