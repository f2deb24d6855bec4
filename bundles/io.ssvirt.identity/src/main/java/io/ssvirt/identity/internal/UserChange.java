package io.ssvirt.identity.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Users.Draft;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.Transaction;

/** One change of a user within a transaction: what the request does not name stays, and what is not allowed is refused. */
record UserChange(Transaction tx, Caller caller, Account found, Draft draft, Instant now) {

    Outcome<Account> carryOut() {
        return allowed()
                .then(user -> draft.username()
                        .map(UserName::checked)
                        .orElseGet(() -> Outcome.done(user.username()))
                        .map(name -> user))
                .then(user -> draft.email().map(EmailAddress::checked).orElseGet(() -> Outcome.done(user.email())))
                .then(email -> organization())
                .then(organization -> roles().then(roles -> write(organization, roles)));
    }

    private Outcome<User> allowed() {
        User user = found.user();
        boolean own = user.id().equals(caller.userId());
        if (own && !draft.enabled().orElse(true)) {
            return Outcome.refused(
                    DomainError.conflict("OWN_ACCOUNT", "You cannot disable the user that you are logged in as"));
        }
        if (draft.locked().orElse(false) && !user.isLocked(now)) {
            return Outcome.refused(DomainError.invalid(
                    "locked",
                    "field \"locked\" can only be set to false; set \"enabled\" to false to keep a user out"));
        }
        return Outcome.done(user);
    }

    private Urn organizationId() {
        return draft.organization().orElse(found.user().orgId());
    }

    private Outcome<Organization> organization() {
        return organizationId().equals(found.user().orgId())
                ? Outcome.done(found.organization())
                : UserOrganization.of(tx, caller, draft.organization());
    }

    private Outcome<Set<Urn>> roles() {
        return draft.roles().isPresent()
                ? UserRoles.of(tx, caller, draft.roles())
                : Outcome.done(Set.copyOf(found.user().roleIds()));
    }

    private Outcome<Account> write(Organization organization, Set<Urn> roles) {
        User old = found.user();
        Set<Urn> held = Set.copyOf(old.roleIds());
        User changed = new User(
                old.id(),
                organization.id(),
                draft.username().orElse(old.username()),
                draft.fullName().orElse(old.fullName()),
                draft.description().orElse(old.description()),
                draft.email().orElse(old.email()),
                draft.enabled().orElse(old.enabled()),
                draft.locked().orElse(true) ? old.lockedUntil() : Optional.empty(),
                draft.deployedVmQuota().orElse(old.deployedVmQuota()),
                draft.storedVmQuota().orElse(old.storedVmQuota()),
                draft.providerType().orElse(old.providerType()),
                held.equals(roles) ? old.roleIds() : List.copyOf(roles),
                old.lastLoginAt(),
                old.createdAt(),
                now);
        boolean weaker = !changed.enabled() || !roles.containsAll(held) || !organization.enabled();
        LastAdministrator last = weaker ? LastAdministrator.before(tx, found) : null;
        tx.users().update(changed);
        Outcome<Boolean> stays = last == null ? Outcome.done(true) : last.after(tx);
        return stays.then(yes -> held.equals(roles)
                ? Outcome.done(new Account(changed, organization, found.roles()))
                : Outcome.done(new Account(changed, organization, tx.roles().findAll(roles))));
    }
}
