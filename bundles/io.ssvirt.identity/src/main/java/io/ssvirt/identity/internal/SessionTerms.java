package io.ssvirt.identity.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.ssvirt.api.Sessions.Details;
import io.ssvirt.api.Sessions.Site;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Account;

/** How long sessions last, and what a client is told about them. */
record SessionTerms(Duration expiry, Duration ofApiToken, Duration idle, Site site) {

    /** A session in use is noted in the database this often; between two notes another replica may take it for idle earlier. */
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private static final int DEFAULT_IDLE_MINUTES = 30;
    private static final int NOTES_IN_IDLE_TIME = 4;

    static SessionTerms of(IdentityConfig config) {
        int idle = config.session__idle__timeout__minutes();
        return new SessionTerms(
                Duration.parse(config.token__expiry()),
                Duration.parse(config.api__token__session()),
                Duration.ofMinutes(idle > 0 ? idle : DEFAULT_IDLE_MINUTES),
                new Site(config.session__site__name(), config.session__site__id(), config.session__location()));
    }

    Session begin(IdSource ids, Urn user, Instant now) {
        return new Session(new Urn(EntityType.SESSION, ids.next()), user, now, now, now.plus(expiry), Optional.empty());
    }

    Session beginByApiToken(IdSource ids, Urn user, Urn token, Instant now) {
        return new Session(
                new Urn(EntityType.SESSION, ids.next()), user, now, now, now.plus(ofApiToken), Optional.of(token));
    }

    Duration noteEvery() {
        Duration part = idle.dividedBy(NOTES_IN_IDLE_TIME);
        return part.compareTo(NOTE_EVERY) < 0 ? part : NOTE_EVERY;
    }

    Details details(Session session, Account account) {
        return new Details(
                session, account.user(), account.organization(), account.roles(), (int) idle.toMinutes(), site);
    }
}
