package io.ssvirt.identity.internal;

import java.util.Optional;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.Transaction;

/**
 * Sees to it that somebody can still administer the system when a change is committed.
 *
 * <p>The row of the role is held while an administrator is changed, so that two of them cannot put each other out at the same time.
 */
final class LastAdministrator {

    private static final DomainError REFUSED = DomainError.conflict(
            "LAST_ADMINISTRATOR",
            "Nobody could administer the system then: at least one enabled user must have the role System Administrator");

    private final Optional<Urn> role;

    private LastAdministrator(Optional<Urn> role) {
        this.role = role;
    }

    /** Looks at a user before it is changed. */
    static LastAdministrator before(Transaction tx, Account account) {
        Optional<Urn> held = account.roles().stream()
                .filter(role -> role.name().equals(Role.SYSTEM_ADMINISTRATOR))
                .map(Role::id)
                .findFirst();
        held.ifPresent(id -> tx.roles().findLocked(id));
        return new LastAdministrator(held);
    }

    /** Looks at the system before an organization is changed. */
    static LastAdministrator before(Transaction tx) {
        Optional<Urn> role = tx.roles().findByName(Role.SYSTEM_ADMINISTRATOR).map(Role::id);
        role.ifPresent(id -> tx.roles().findLocked(id));
        return new LastAdministrator(role);
    }

    /** Refuses when nobody is left. */
    Outcome<Boolean> after(Transaction tx) {
        boolean left = role.map(id -> tx.users().anyActiveWithRole(id, Optional.empty(), Optional.empty()))
                .orElse(true);
        return left ? Outcome.done(true) : Outcome.refused(REFUSED);
    }
}
