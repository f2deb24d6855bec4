package io.ssvirt.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.UserRepository.Login;

/**
 * Checks passwords and counts the wrong ones.
 *
 * <p>An unknown user, a wrong password and a locked user look the same from outside and take the same work: whoever guesses learns
 * neither which names there are nor, from a locked user, which password is right.
 */
final class LoginAttempts {

    static final DomainError BAD_LOGIN = DomainError.unauthenticated("Invalid username or password");

    private static final Logger LOG = LoggerFactory.getLogger(LoginAttempts.class);
    private static final Urn NOBODY = new Urn(EntityType.USER, new UUID(0, 0));

    private final Store store;
    private final Clock clock;
    private final Passwords passwords;
    private final int most;
    private final Duration lock;

    LoginAttempts(Store store, Clock clock, Passwords passwords, IdentityConfig config) {
        this.store = store;
        this.clock = clock;
        this.passwords = passwords;
        this.most = config.lockout__failures();
        this.lock = Duration.parse(config.lockout__duration());
    }

    /** Returns the login when the password is right and the user is not locked. */
    Outcome<Login> check(Optional<Login> login, Secret password) {
        Instant now = clock.instant();
        boolean locked =
                login.filter(found -> found.account().user().isLocked(now)).isPresent();
        boolean right = passwords.matches(password.reveal(), login.map(Login::passwordHash));
        if (right && !locked) {
            return Outcome.done(login.orElseThrow());
        }
        Urn user = login.map(found -> found.account().user().id()).orElse(NOBODY);
        return locked ? Outcome.refused(BAD_LOGIN) : noteFailure(user, now).then(noted -> Outcome.refused(BAD_LOGIN));
    }

    /** Returns the hash to keep after a right password. */
    String kept(Login login, Secret password) {
        return passwords.kept(password.reveal(), login.passwordHash());
    }

    private Outcome<Boolean> noteFailure(Urn user, Instant now) {
        if (most == 0) {
            return Outcome.done(false);
        }
        Outcome<Boolean> locked = store.write(
                tx -> Outcome.done(tx.users().noteFailure(user, now, now.minus(lock), most, now.plus(lock))));
        if (locked instanceof Outcome.Done<Boolean> done && done.value()) {
            LOG.warn("User locked after {} wrong passwords user={} until={}", most, user, now.plus(lock));
        }
        return locked;
    }
}
