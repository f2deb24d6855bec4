package io.ssvirt.identity.internal;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.ssvirt.api.ApiTokens.Issued;
import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions.Opened;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** Secrets that programs exchange for sessions. */
class ApiTokensTest extends IdentityFixture {

    private Urn alice;
    private Caller caller;
    private Issued issued;

    private void aliceHasAToken() {
        alice = identity.user("alice", acme, Role.VAPP_USER);
        caller = identity.caller(identity.login("alice"));
        issued = done(identity.tokens.create(caller, "ci"));
    }

    private Outcome<Opened> exchange(String organization) {
        return identity.tokens.exchange(Optional.ofNullable(organization), issued.secret());
    }

    @Test
    void aTokenOpensSessionsThatAreNotEndedByIdleness() {
        aliceHasAToken();

        String token = done(exchange("ACME")).token();

        assertThat(done(identity.sessions.authenticate(token)).userId()).isEqualTo(alice);
        clock.forward(Duration.ofMinutes(59));
        done(identity.sessions.authenticate(token));
        clock.forward(Duration.ofMinutes(2));
        assertThat(kind(identity.sessions.authenticate(token))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(done(identity.tokens.get(caller, issued.detail().token().id()))
                        .token()
                        .lastUsedAt())
                .isPresent();
    }

    @Test
    void itIsGoodInItsOrganizationOnly() {
        aliceHasAToken();

        assertThat(kind(exchange("umbrella"))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(kind(exchange(null))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        Caller admin = identity.administrator();
        issued = done(identity.tokens.create(admin, "ops"));
        done(exchange(null));
        done(exchange("System"));
        assertThat(kind(exchange("acme"))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void revokingItEndsWhatItOpened() {
        aliceHasAToken();
        String token = done(exchange("acme")).token();
        done(identity.sessions.authenticate(token));

        done(identity.tokens.revoke(caller, issued.detail().token().id()));

        assertThat(kind(identity.sessions.authenticate(token))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(kind(exchange("acme"))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void aDisabledUserOrOneThatTurnedTokensOffExchangesNone() {
        aliceHasAToken();
        String token = done(exchange("acme")).token();

        done(identity.profile.secure(caller, "api-tokens", false));
        assertThat(kind(exchange("acme"))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(kind(identity.sessions.authenticate(token))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        done(identity.profile.secure(caller, "api-tokens", true));
        done(exchange("acme"));
        done(identity.users.update(identity.administrator(), alice, UsersTest.enabled(false)));
        assertThat(kind(exchange("acme"))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void othersDoNotLearnOfIt() {
        aliceHasAToken();
        identity.user("bob", acme, Role.VAPP_USER);
        identity.user("olga", acme, Role.ORGANIZATION_ADMINISTRATOR);
        identity.user("fred", umbrella, Role.ORGANIZATION_ADMINISTRATOR);
        Urn id = issued.detail().token().id();

        for (String name : new String[] {"bob", "fred"}) {
            Caller other = identity.caller(identity.login(name));
            assertThat(kind(identity.tokens.get(other, id))).isEqualTo(ErrorKind.FORBIDDEN);
            assertThat(kind(identity.tokens.revoke(other, id))).isEqualTo(ErrorKind.FORBIDDEN);
            assertThat(done(identity.tokens.list(other, Query.page(1, 25))).total())
                    .isZero();
        }
        Caller olga = identity.caller(identity.login("olga"));
        assertThat(done(identity.tokens.list(olga, Query.page(1, 25))).total()).isEqualTo(1);
        done(identity.tokens.revoke(olga, id));
    }

    @Test
    void aRegisteredTokenIsGivenOutOnceToItsOwner() {
        aliceHasAToken();
        identity.user("bob", acme, Role.VAPP_USER);
        Urn id = done(identity.tokens.register(caller, "later")).token().id();

        assertThat(kind(identity.tokens.issue(identity.caller(identity.login("bob")), id)))
                .isEqualTo(ErrorKind.FORBIDDEN);
        issued = done(identity.tokens.issue(caller, id));
        assertThat(kind(identity.tokens.issue(caller, id))).isEqualTo(ErrorKind.CONFLICT);
        done(exchange("acme"));
    }

    @Test
    void anAdministratorMakesOneForAUserThatItManagesAndForNobodyElse() {
        aliceHasAToken();
        identity.user("olga", acme, Role.ORGANIZATION_ADMINISTRATOR);
        Urn fred = identity.user("fred", umbrella, Role.VAPP_USER);
        Caller olga = identity.caller(identity.login("olga"));

        issued = done(identity.tokens.create(olga, alice, "made by olga"));

        assertThat(issued.detail().owner()).isEqualTo("alice");
        assertThat(done(identity.sessions.authenticate(done(exchange("acme")).token()))
                        .userId())
                .isEqualTo(alice);
        assertThat(kind(identity.tokens.create(olga, fred, "x"))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(kind(identity.tokens.create(olga, identity.administrator().userId(), "x")))
                .isEqualTo(ErrorKind.NOT_FOUND);
        Urn chief = identity.user("chief", acme, Role.SYSTEM_ADMINISTRATOR);
        assertThat(kind(identity.tokens.create(olga, chief, "x"))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.tokens.create(caller, alice, "x"))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.tokens.create(olga, alice, " "))).isEqualTo(ErrorKind.INVALID);
        assertThat(kind(identity.tokens.create(olga, alice, "x".repeat(256)))).isEqualTo(ErrorKind.INVALID);
    }

    @Test
    void theSecretIsNotInTheDatabase() {
        aliceHasAToken();

        Outcome<Boolean> found = database.store()
                .read(tx -> Outcome.done(
                        tx.tokens().findByHash(issued.secret().reveal()).isPresent()));
        assertThatObject(found).isEqualTo(Outcome.done(false));
        assertThat(issued.toString()).doesNotContain(issued.secret().reveal());
        assertThat(kind(identity.tokens.exchange(Optional.of("acme"), new Secret(""))))
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
    }
}
