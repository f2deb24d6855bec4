package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Page;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Query.Order;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Account;
import io.ssvirt.store.spi.UserRepository.Settings;
import io.ssvirt.store.spi.UserRepository.Ways;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** Rows of users, roles and organizations, on whatever database a subclass brings. */
abstract class UserSuite extends AccountFixture {

    @Test
    void aUserComesWithOrganizationAndRolesInOneStatement() {
        long before = database.statements();

        Optional<Account> found = read(tx -> tx.users().findAccount(alice.id()));

        assertThat(database.statements() - before).isEqualTo(1);
        assertThatObject(found).isEqualTo(Optional.of(new Account(inOrder(alice), acme, List.of(reader, writer))));
        assertThatObject(read(tx -> tx.users().findAccount(bob.id())))
                .isEqualTo(Optional.of(new Account(bob, umbrella, List.of())));
        assertThatObject(read(tx -> tx.users().findAccount(Samples.urn(EntityType.USER))))
                .isEqualTo(Optional.empty());
    }

    /** Roles come by name in an account. */
    private User inOrder(User user) {
        return new User(
                user.id(),
                user.orgId(),
                user.username(),
                user.fullName(),
                user.description(),
                user.email(),
                user.enabled(),
                user.lockedUntil(),
                user.deployedVmQuota(),
                user.storedVmQuota(),
                user.providerType(),
                List.of(reader.id(), writer.id()),
                user.lastLoginAt(),
                user.createdAt(),
                user.updatedAt());
    }

    @Test
    void anUpdateReplacesEverythingAndTellsWho() {
        User changed = changed(alice, "alicia", false, List.of(writer.id()));

        write(tx -> tx.users().update(changed));

        assertThatObject(read(tx -> tx.users().find(alice.id()))).isEqualTo(Optional.of(changed));
        assertThatObject(read(tx -> tx.users().passwordHash(alice.id()))).isEqualTo(Optional.of("hash-of-alice"));
        assertThat(signals).containsExactly(alice.id().toString());
    }

    @Test
    void aNameAndAnAddressAreTakenWithinAnOrganizationOnly() {
        User namesake = Samples.user(umbrella, "alice", List.of());
        write(tx -> tx.users().insert(namesake, "hash"));

        assertThat(tryWrite(tx -> tx.users().insert(Samples.user(acme, "alice", List.of()), "hash"))
                        .refusal())
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo("NAME_IN_USE"));
        assertThat(tryWrite(tx -> tx.users().update(changed(bob, "alice", true, List.of())))
                        .refusal())
                .contains(DomainError.nameInUse("username", "User with username or email already exists"));
        assertThat(list(tx -> tx.users().findLogins("alice", Optional.empty()))).hasSize(2);
        assertThat(list(tx -> tx.users().findLogins("alice", Optional.of("acme"))))
                .singleElement()
                .satisfies(login -> {
                    assertThat(login.passwordHash()).isEqualTo("hash-of-alice");
                    assertThat(login.account().roles()).containsExactly(reader, writer);
                    assertThat(login.toString()).doesNotContain("hash");
                });
        assertThat(list(tx -> tx.users().findLogins("alice", Optional.of("elsewhere"))))
                .isEmpty();
    }

    @Test
    void aDeletedUserLeavesNothingBehindAndTheNameIsFree() {
        ApiToken token = token(alice, "ci", Optional.of("h1"));
        Session session = session(alice, Optional.of(token.id()));
        write(tx -> tx.users().keep(alice.id(), new Settings(Preferences.DEFAULT, false)));

        write(tx -> tx.users().delete(alice.id()));

        assertThatObject(read(tx -> tx.sessions().find(session.id()))).isEqualTo(Optional.empty());
        assertThatObject(read(tx -> tx.tokens().find(token.id()))).isEqualTo(Optional.empty());
        assertThat(holds(tx -> tx.users().anyWithRole(reader.id()))).isFalse();
        assertThat(signals).contains(alice.id().toString());
        write(tx -> tx.users().insert(Samples.user(acme, "alice", List.of()), "hash"));
    }

    @Test
    void theLastActiveHolderOfARoleIsKnown() {
        User carol = Samples.user(umbrella, "carol", List.of(reader.id()));
        write(tx -> tx.users().insert(carol, "hash"));

        assertThat(activeBut(Optional.of(alice.id()), Optional.empty())).isTrue();
        assertThat(activeBut(Optional.of(alice.id()), Optional.of(umbrella.id())))
                .isFalse();
        write(tx -> tx.users().update(changed(carol, "carol", false, List.of(reader.id()))));
        assertThat(activeBut(Optional.of(alice.id()), Optional.empty())).isFalse();
        assertThat(activeBut(Optional.empty(), Optional.empty())).isTrue();
    }

    private boolean activeBut(Optional<Urn> user, Optional<Urn> organization) {
        return read(tx -> tx.users().anyActiveWithRole(reader.id(), user, organization));
    }

    @Test
    void aLoginIsNotedWhileThePasswordIsTheOneThatWasChecked() {
        Instant later = NOW.plusSeconds(9);

        assertThat(succeeds(tx -> tx.users().noteLogin(alice.id(), "hash-of-alice", "stronger", later)))
                .isTrue();
        assertThat(succeeds(tx -> tx.users().noteLogin(alice.id(), "hash-of-alice", "stronger", later)))
                .isFalse();

        User found = read(tx -> tx.users().find(alice.id())).orElseThrow();
        assertThat(found.lastLoginAt()).contains(later);
        assertThat(found.lockedUntil()).isEmpty();
        assertThatObject(read(tx -> tx.users().passwordHash(alice.id()))).isEqualTo(Optional.of("stronger"));
        assertThat(signals).isEmpty();
    }

    @Test
    void tooManyFailuresLockAndOldOnesAreForgotten() {
        write(tx -> tx.users().setPassword(alice.id(), "fresh"));

        assertThat(fails(0)).isFalse();
        assertThat(fails(10)).isFalse();
        assertThat(fails(1000)).as("the first two are forgotten").isFalse();
        assertThat(fails(1010)).isFalse();
        assertThat(fails(1020)).isTrue();
        User found = read(tx -> tx.users().find(alice.id())).orElseThrow();
        assertThat(found.isLocked(NOW.plusSeconds(1021))).isTrue();
        assertThat(found.isLocked(NOW.plusSeconds(1021 + 600))).isFalse();

        write(tx -> tx.users().setPassword(alice.id(), "fresh"));
        assertThat(read(tx -> tx.users().find(alice.id())).orElseThrow().lockedUntil())
                .isEmpty();
    }

    private boolean fails(int second) {
        Instant at = NOW.plusSeconds(second);
        return change(tx -> tx.users().noteFailure(alice.id(), at, at.minusSeconds(600), 3, at.plusSeconds(600)));
    }

    @Test
    void settingsAreKeptForEachUser() {
        assertThatObject(read(tx -> tx.users().settings(alice.id()))).isEqualTo(Settings.DEFAULT);
        Settings dark = new Settings(
                new Preferences(
                        "dark", "de", "Europe/Berlin", "dd.MM.yyyy", "24h", Preferences.DEFAULT.notifications(), 50, 1),
                false);

        write(tx -> tx.users().keep(alice.id(), Settings.DEFAULT));
        write(tx -> tx.users().keep(alice.id(), dark));

        assertThatObject(read(tx -> tx.users().settings(alice.id()))).isEqualTo(dark);
        assertThatObject(read(tx -> tx.users().settings(bob.id()))).isEqualTo(Settings.DEFAULT);
    }

    private Optional<Ways> ways(Urn user) {
        return read(tx -> tx.users().ways(user));
    }

    @Test
    void theWaysInOfAUserAreReadByOneStatement() {
        assertThat(ways(bob.id())).contains(new Ways(bob.lastLoginAt(), true, Optional.empty()));
        assertThat(ways(Samples.urn(EntityType.USER))).isEmpty();
        write(tx -> {
            for (int used : List.of(50, 90, 70)) {
                ApiToken token = new ApiToken(
                        Samples.urn(EntityType.TOKEN),
                        bob.id(),
                        "used at " + used,
                        NOW,
                        Optional.of(NOW.plusSeconds(used)));
                tx.tokens().insert(token, Optional.empty());
            }
            tx.users().keep(bob.id(), new Settings(Preferences.DEFAULT, false));
        });
        change(tx -> tx.users()
                .noteLogin(bob.id(), tx.users().passwordHash(bob.id()).orElseThrow(), "kept", NOW.plusSeconds(20)));

        long before = database.statements();
        assertThat(ways(bob.id()))
                .contains(new Ways(Optional.of(NOW.plusSeconds(20)), false, Optional.of(NOW.plusSeconds(90))));
        assertThat(database.statements() - before).isEqualTo(1);
    }

    @Test
    void usersAreFoundByEverythingThatClientsAskFor() {
        assertThat(names("orgEntityRef.id", acme.id().toString())).containsExactly("alice");
        assertThat(names("organizationId", umbrella.id().toString())).containsExactly("bob");
        assertThat(names("organizationName", "acme")).containsExactly("alice");
        assertThat(names("roleEntityRefs.id", reader.id().toString())).containsExactly("alice");
        assertThat(names("roleEntityRefs.id", Samples.urn(EntityType.ROLE).toString()))
                .isEmpty();
        assertThat(names("role", "Writer")).containsExactly("alice");
        assertThat(names("role", writer.id().toString())).containsExactly("alice");
        assertThat(names("enabled", "true")).containsExactly("alice", "bob");
        assertThat(names("username", "bob")).containsExactly("bob");
        assertThat(search("The b")).containsExactly("bob");
        assertThat(search("ACME.example")).containsExactly("alice");
        assertThat(search("%")).isEmpty();
        assertThat(sorted(new Order("created_at", false))).containsExactlyInAnyOrder("alice", "bob");
        assertThat(sorted(new Order("email", false))).containsExactly("bob", "alice");
        assertThat(read(tx -> tx.users().page(Optional.of(acme.id()), Query.page(1, 25)))
                        .values())
                .extracting(User::username)
                .containsExactly("alice");
    }

    @Test
    void aPageOfUsersWithTheirRolesIsOneStatement() {
        long before = database.statements();

        Page<User> page = read(tx -> tx.users().page(Optional.empty(), Query.page(1, 25)));

        assertThat(database.statements() - before).isEqualTo(1);
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.values().get(0).roleIds()).containsExactlyInAnyOrder(reader.id(), writer.id());
        assertThat(page.values().get(1).roleIds()).isEmpty();
    }

    private List<String> names(String field, String value) {
        return names(new Query(
                1, 25, Optional.empty(), List.of(new Criterion(field, Match.EQUALS, value)), Optional.empty()));
    }

    private List<String> search(String words) {
        return names(new Query(
                1, 25, Optional.empty(), List.of(new Criterion("name", Match.CONTAINS, words)), Optional.empty()));
    }

    private List<String> sorted(Order order) {
        return names(new Query(1, 25, Optional.empty(), List.of(), Optional.of(order)));
    }

    private List<String> names(Query query) {
        return read(tx -> tx.users().page(Optional.empty(), query)).values().stream()
                .map(User::username)
                .toList();
    }

    @Test
    void aRoleIsChangedAndOnlyDeletedWhenNobodyHasIt() {
        Role renamed =
                new Role(reader.id(), "Viewer", "d", "", false, Set.of(Right.VAPP_VIEW), NOW, NOW.plusSeconds(1));

        write(tx -> tx.roles().update(renamed));

        assertThatObject(read(tx -> tx.roles().find(reader.id()))).isEqualTo(Optional.of(renamed));
        assertThat(tryWrite(tx -> tx.roles().delete(reader.id())).refusal()).isPresent();
        write(tx -> tx.users().update(changed(alice, "alice", true, List.of())));
        write(tx -> tx.roles().delete(reader.id()));
        assertThatObject(change(tx -> tx.roles().findLocked(reader.id()))).isEqualTo(Optional.empty());
        assertThat(signals).contains(reader.id().toString());
    }

    @Test
    void anOrganizationTellsWhenItChanges() {
        write(tx -> tx.organizations().update(acme));

        assertThat(signals).containsExactly(acme.id().toString());
    }
}
