package io.ssvirt.identity.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Roles;
import io.ssvirt.api.Users;
import io.ssvirt.api.Users.Draft;
import io.ssvirt.api.Users.RoleChoice;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

import static io.ssvirt.identity.internal.RunningIdentity.PASSWORD;
import static io.ssvirt.identity.internal.RunningIdentity.done;
import static io.ssvirt.identity.internal.RunningIdentity.draft;
import static io.ssvirt.identity.internal.RunningIdentity.kind;
import static io.ssvirt.identity.internal.RunningIdentity.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what to whom (contract 2.4 and 3.2). */
class UsersTest extends IdentityFixture {

    private Caller as(String name) {
        return identity.caller(identity.login(name));
    }

    static Draft enabled(boolean on) {
        return change(Optional.of(on), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Draft roles(String... names) {
        List<RoleChoice> choices = List.of(names).stream()
                .map(name -> new RoleChoice(Optional.empty(), Optional.of(name)))
                .toList();
        return change(Optional.empty(), Optional.of(choices), Optional.empty(), Optional.empty());
    }

    static Draft password(String text) {
        return change(Optional.empty(), Optional.empty(), Optional.of(new Secret(text)), Optional.empty());
    }

    static Draft quota(int quota) {
        return change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(quota));
    }

    private static Draft change(
            Optional<Boolean> enabled,
            Optional<List<RoleChoice>> roles,
            Optional<Secret> password,
            Optional<Integer> quota) {
        return new Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                password,
                Optional.empty(),
                roles,
                enabled,
                Optional.empty(),
                quota,
                quota,
                Optional.empty());
    }

    @Test
    void anOrganizationAdministratorManagesItsOwnUsersAndKnowsNoOthers() {
        identity.user("olga", acme, Role.ORGANIZATION_ADMINISTRATOR);
        Urn foreign = identity.user("fred", umbrella, Role.VAPP_USER);
        Caller olga = as("olga");

        Users.Detail alice = done(identity.users.create(olga, draft("alice", null, Role.VAPP_USER)));

        assertThat(alice.organization().id()).isEqualTo(acme);
        assertThat(done(identity.users.list(olga, Optional.empty(), Query.page(1, 25)))
                        .values())
                .extracting(found -> found.user().username())
                .containsExactly("alice", "olga");
        assertThat(kind(identity.users.get(olga, foreign))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(kind(identity.users.update(olga, foreign, enabled(false)))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(kind(identity.users.delete(olga, foreign))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(kind(identity.users.list(olga, Optional.of(umbrella), Query.page(1, 25))))
                .isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(refused(identity.users.create(olga, draft("spy", umbrella, Role.VAPP_USER)))
                        .message())
                .isEqualTo("Organization not found");
        done(identity.users.delete(olga, alice.user().id()));
    }

    @Test
    void nobodyGrantsMoreThanItHas() {
        identity.user("olga", acme, Role.ORGANIZATION_ADMINISTRATOR);
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);
        Urn root = identity.user("root", acme, Role.SYSTEM_ADMINISTRATOR);
        Caller olga = as("olga");

        assertThat(kind(identity.users.create(olga, draft("evil", acme, Role.SYSTEM_ADMINISTRATOR))))
                .isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.users.update(olga, alice, roles(Role.SYSTEM_ADMINISTRATOR))))
                .isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.users.update(olga, root, password("taken over"))))
                .isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.users.delete(olga, root))).isEqualTo(ErrorKind.FORBIDDEN);
    }

    @Test
    void aVAppUserSeesItselfAndNobodyElse() {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);
        Urn bob = identity.user("bob", acme, Role.VAPP_USER);
        Caller caller = as("alice");

        assertThat(done(identity.users.get(caller, alice)).user().username()).isEqualTo("alice");
        assertThat(kind(identity.users.get(caller, bob))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.users.list(caller, Optional.empty(), Query.page(1, 25))))
                .isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.users.update(caller, alice, enabled(false)))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(kind(identity.users.create(caller, draft("x", acme, Role.VAPP_USER))))
                .isEqualTo(ErrorKind.FORBIDDEN);
    }

    @Test
    void falseAndZeroAreWritten() {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);
        Caller admin = identity.administrator();
        done(identity.users.update(admin, alice, quota(7)));

        Users.Detail changed = done(identity.users.update(admin, alice, quota(0)));
        assertThat(changed.user().deployedVmQuota()).isZero();
        assertThat(done(identity.users.update(admin, alice, enabled(false)))
                        .user()
                        .enabled())
                .isFalse();
        assertThat(done(identity.users.update(admin, alice, roles())).roles()).isEmpty();
        assertThat(done(identity.users.get(admin, alice)).roles()).isEmpty();
    }

    @Test
    void aRoleIsFoundByIdOrByNameAndAnUnknownOneIsAnError() {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);
        Caller admin = identity.administrator();
        Role vapp = done(identity.users.get(admin, alice)).roles().get(0);
        Draft byId = change(
                Optional.empty(),
                Optional.of(List.of(
                        new RoleChoice(Optional.of(vapp.id()), Optional.of("ignored")),
                        new RoleChoice(Optional.of(vapp.id()), Optional.empty()))),
                Optional.empty(),
                Optional.empty());
        Draft unknown = change(
                Optional.empty(),
                Optional.of(List.of(
                        new RoleChoice(Optional.of(new Urn(EntityType.ROLE, acme.id())), Optional.of(Role.VAPP_USER)))),
                Optional.empty(),
                Optional.empty());

        assertThat(done(identity.users.update(admin, alice, byId)).roles()).containsExactly(vapp);
        assertThat(kind(identity.users.update(admin, alice, unknown))).isEqualTo(ErrorKind.INVALID);
        assertThat(kind(identity.users.update(admin, alice, roles("No such role"))))
                .isEqualTo(ErrorKind.INVALID);
    }

    @Test
    void theLastAdministratorStays() {
        Caller admin = identity.administrator();
        Urn second = identity.user("second", acme, Role.SYSTEM_ADMINISTRATOR);
        Caller other = as("second");

        assertThat(refused(identity.users.delete(admin, admin.userId())).code()).isEqualTo("OWN_ACCOUNT");
        assertThat(refused(identity.users.update(admin, admin.userId(), enabled(false)))
                        .code())
                .isEqualTo("OWN_ACCOUNT");
        done(identity.users.update(other, admin.userId(), enabled(false)));
        assertThat(refused(identity.users.update(other, second, roles(Role.VAPP_USER)))
                        .code())
                .isEqualTo("LAST_ADMINISTRATOR");
        assertThat(refused(identity.organizations.update(
                                other, acme, RunningIdentity.organizationDraft(Optional.empty(), Optional.of(false))))
                        .code())
                .isEqualTo("LAST_ADMINISTRATOR");
        assertThat(done(identity.users.get(other, second)).roles())
                .extracting(Role::name)
                .containsExactly(Role.SYSTEM_ADMINISTRATOR);
        done(identity.users.update(other, admin.userId(), enabled(true)));
        done(identity.users.update(other, second, roles(Role.VAPP_USER)));
    }

    @Test
    void theNameAndAddressOfADeletedUserAreFree() {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);

        assertThat(refused(identity.users.create(identity.administrator(), draft("alice", acme, Role.VAPP_USER)))
                        .message())
                .isEqualTo("User with username or email already exists");
        done(identity.users.delete(identity.administrator(), alice));
        identity.user("alice", acme, Role.VAPP_USER);
        identity.user("alice", umbrella, Role.VAPP_USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", " alice", "alice "})
    void aNameThatCouldNotLogInIsRefused(String name) {
        assertThat(refused(identity.users.create(identity.administrator(), draft(name, acme, Role.VAPP_USER)))
                        .field())
                .contains("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "     ", ""})
    void aPasswordAgainstTheRulesIsRefusedOnCreateAndOnChange(String password) {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);

        assertThat(refused(identity.users.update(identity.administrator(), alice, password(password)))
                        .field())
                .contains("password");
    }

    @Test
    void aPasswordOfAnyLengthThatIsAcceptedCountsWhole() {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);
        String longPassword = "p".repeat(500);
        done(identity.users.update(identity.administrator(), alice, password(longPassword)));

        done(identity.sessions.open("alice", new Secret(longPassword)));
        assertThat(kind(identity.sessions.open("alice", new Secret(longPassword + "p"))))
                .isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(kind(identity.users.update(identity.administrator(), alice, password("p".repeat(2_000)))))
                .isEqualTo(ErrorKind.INVALID);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfItsUser() {
        Urn alice = identity.user("alice", acme, Role.VAPP_USER);
        String token = identity.login("alice").token();

        done(identity.users.update(identity.administrator(), alice, password("another one")));

        assertThat(kind(identity.sessions.authenticate(token))).isEqualTo(ErrorKind.UNAUTHENTICATED);
        assertThat(kind(identity.sessions.open("alice", new Secret(PASSWORD)))).isEqualTo(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void aFurtherRoleIsMadeChangedAndDeletedByTheProvider() {
        Caller admin = identity.administrator();
        identity.user("olga", acme, Role.ORGANIZATION_ADMINISTRATOR);
        Roles.Draft watcher =
                new Roles.Draft(Optional.of("Watcher"), Optional.of("looks on"), Optional.of(Set.of(Right.VAPP_VIEW)));

        assertThat(kind(identity.roles.create(as("olga"), watcher))).isEqualTo(ErrorKind.FORBIDDEN);
        Role role = done(identity.roles.create(admin, watcher));
        assertThat(refused(identity.roles.create(admin, watcher)).code()).isEqualTo("NAME_IN_USE");
        Urn alice = identity.user("alice", acme, "Watcher");
        Caller caller = as("alice");
        assertThat(caller.rights()).containsExactly(Right.VAPP_VIEW);
        assertThat(refused(identity.roles.delete(admin, role.id())).code()).isEqualTo("IN_USE");
        done(identity.roles.update(
                admin,
                role.id(),
                new Roles.Draft(Optional.empty(), Optional.empty(), Optional.of(Set.of(Right.VDC_VIEW)))));
        assertThat(done(identity.roles.rights(admin, Optional.of(role.id()), Query.page(1, 25)))
                        .values())
                .containsExactly(Right.VDC_VIEW);
        done(identity.users.delete(admin, alice));
        done(identity.roles.delete(admin, role.id()));
    }

    @Test
    void thePredefinedRolesStayAsTheyAre() {
        Caller admin = identity.administrator();
        for (Role role : done(identity.roles.list(admin, Query.page(1, 25))).values()) {
            assertThat(role.readOnly()).isTrue();
            assertThat(refused(identity.roles.delete(admin, role.id())).code()).isEqualTo("READ_ONLY");
            assertThat(refused(identity.roles.update(
                                    admin,
                                    role.id(),
                                    new Roles.Draft(Optional.of("x"), Optional.empty(), Optional.empty())))
                            .code())
                    .isEqualTo("READ_ONLY");
        }
    }
}
