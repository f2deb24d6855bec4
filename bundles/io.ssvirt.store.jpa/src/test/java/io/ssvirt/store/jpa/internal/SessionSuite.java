package io.ssvirt.store.jpa.internal;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Query;
import io.ssvirt.model.Session;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** Rows of sessions and API tokens, on whatever database a subclass brings. */
abstract class SessionSuite extends AccountFixture {

    @Test
    void aSessionComesWithWhoseItIsInOneStatement() {
        Session session = session(alice, Optional.empty());
        long before = database.statements();

        var owned = read(tx -> tx.sessions().findOwned(session.id())).orElseThrow();

        assertThat(database.statements() - before).isEqualTo(1);
        assertThat(owned.session()).isEqualTo(session);
        assertThat(owned.account().organization()).isEqualTo(acme);
        assertThat(owned.account().roles()).containsExactly(reader, writer);
        assertThatObject(read(tx -> tx.sessions()
                                .findOwned(session(bob, Optional.empty()).id()))
                        .map(found -> found.account().roles()))
                .isEqualTo(Optional.of(List.of()));
    }

    @Test
    void sessionsEndOneByOneOrForAWholeUser() {
        Session first = session(alice, Optional.empty());
        Session second = session(alice, Optional.empty());
        Session others = session(bob, Optional.empty());

        write(tx -> tx.sessions().deleteOfUser(alice.id(), Optional.of(second.id())));

        assertThat(read(tx -> tx.sessions().page(alice.id(), Query.page(1, 25))).values())
                .containsExactly(second);
        write(tx -> tx.sessions().delete(second.id()));
        assertThatObject(read(tx -> tx.sessions().find(second.id()))).isEqualTo(Optional.empty());
        assertThatObject(read(tx -> tx.sessions().find(first.id()))).isEqualTo(Optional.empty());
        assertThatObject(read(tx -> tx.sessions().find(others.id()))).isEqualTo(Optional.of(others));
        assertThat(signals).containsExactly(alice.id().toString(), second.id().toString());
    }

    @Test
    void onlySessionsThatHaveNotExpiredAreCounted() {
        Session one = session(alice, Optional.empty());
        session(bob, Optional.empty());

        long before = read(tx -> tx.sessions().count(one.expiresAt().minusMillis(1)));
        long after = read(tx -> tx.sessions().count(one.expiresAt()));
        assertThat(before).isEqualTo(2);
        assertThat(after).isZero();
    }

    @Test
    void whatAnApiTokenOpenedEndsByTimeAndWithTheTokenButNotByIdleness() {
        ApiToken token = token(alice, "ci", Optional.of("h1"));
        Session opened = session(alice, Optional.of(token.id()));
        Session other = session(alice, Optional.empty());

        write(tx -> tx.sessions().deleteEnded(NOW, NOW.plusSeconds(1)));
        assertThatObject(read(tx -> tx.sessions().find(other.id()))).isEqualTo(Optional.empty());
        assertThatObject(read(tx -> tx.sessions().find(opened.id()))).isEqualTo(Optional.of(opened));

        write(tx -> tx.sessions().deleteOfToken(token.id()));
        assertThatObject(read(tx -> tx.sessions().find(opened.id()))).isEqualTo(Optional.empty());
        Session again = session(alice, Optional.of(token.id()));
        write(tx -> tx.tokens().delete(token.id()));
        assertThatObject(read(tx -> tx.sessions().find(again.id()))).isEqualTo(Optional.empty());
        assertThat(signals).contains(token.id().toString());
    }

    @Test
    void aTokenIsGivenItsSecretOnceAndFoundByIt() {
        ApiToken token = token(alice, "ci", Optional.empty());

        assertThat(succeeds(tx -> tx.tokens().issue(token.id(), "h1"))).isTrue();
        assertThat(succeeds(tx -> tx.tokens().issue(token.id(), "h2"))).isFalse();
        write(tx -> tx.tokens().touch(token.id(), NOW.plusSeconds(7)));

        var found = read(tx -> tx.tokens().findByHash("h1")).orElseThrow();
        assertThat(found.token().lastUsedAt()).contains(NOW.plusSeconds(7));
        assertThat(found.username()).isEqualTo("alice");
        assertThat(found.orgId()).isEqualTo(acme.id());
        assertThat(found.orgName()).isEqualTo("acme");
        assertThatObject(read(tx -> tx.tokens().findByHash("h2"))).isEqualTo(Optional.empty());
    }

    @Test
    void tokensAreListedForAUserForAnOrganizationAndForAll() {
        token(alice, "ci", Optional.of("h1"));
        token(bob, "ci", Optional.of("h2"));

        assertThat(read(tx -> tx.tokens().page(Optional.of(bob.id()), Optional.empty(), Query.page(1, 25)))
                        .total())
                .isEqualTo(1);
        assertThat(read(tx -> tx.tokens().page(Optional.empty(), Optional.of(acme.id()), Query.page(1, 25)))
                        .values())
                .extracting(owned -> owned.username())
                .containsExactly("alice");
        assertThat(read(tx -> tx.tokens().page(Optional.empty(), Optional.empty(), Query.page(1, 25)))
                        .total())
                .isEqualTo(2);
        assertThatObject(read(tx -> tx.tokens().count(alice.id()))).isEqualTo(1L);
        assertThat(tryWrite(tx -> tx.tokens()
                                .insert(
                                        new ApiToken(
                                                Samples.urn(EntityType.TOKEN), alice.id(), "ci", NOW, Optional.empty()),
                                        Optional.empty()))
                        .refusal())
                .contains(DomainError.nameInUse("name", "API token name already exists"));
    }
}
