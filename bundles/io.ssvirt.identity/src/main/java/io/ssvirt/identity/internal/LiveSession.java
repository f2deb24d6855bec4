package io.ssvirt.identity.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import io.ssvirt.api.Caller;
import io.ssvirt.model.Right;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.SessionRepository.Owned;

/** A session in use, with the caller that it stands for. It knows when it was used last, and when the database was told so. */
final class LiveSession {

    private final Session session;
    private final Account account;
    private final Caller caller;
    private volatile Instant seen;
    private volatile Instant noted;

    LiveSession(Owned owned) {
        this.session = owned.session();
        this.account = owned.account();
        this.seen = session.lastSeenAt();
        this.noted = session.lastSeenAt();
        Set<Right> rights = EnumSet.noneOf(Right.class);
        account.roles().forEach(role -> rights.addAll(role.rights()));
        this.caller = new Caller(
                account.user().id(), account.user().username(), account.user().orgId(), session.id(), rights);
    }

    Session session() {
        return session;
    }

    Account account() {
        return account;
    }

    Caller caller() {
        return caller;
    }

    boolean standsOn(Urn changed) {
        return changed.equals(session.id())
                || changed.equals(account.user().id())
                || changed.equals(account.organization().id())
                || account.user().roleIds().contains(changed)
                || session.apiToken().filter(changed::equals).isPresent();
    }

    /** A lock is about logins: whoever guesses passwords cannot throw out the one who has the right one. */
    boolean isGood(Instant now, Duration idle) {
        boolean awake = session.apiToken().isPresent() || now.isBefore(seen.plus(idle));
        return awake
                && now.isBefore(session.expiresAt())
                && account.user().enabled()
                && account.organization().enabled();
    }

    /** Notes a use; tells whether the database should be told, which it is from time to time only. */
    boolean use(Instant now, Duration every) {
        seen = now;
        boolean due = !now.isBefore(noted.plus(every));
        if (due) {
            noted = now;
        }
        return due;
    }
}
