package io.ssvirt.shell.internal;

import java.security.Principal;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import javax.security.auth.Subject;

import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Users;
import io.ssvirt.model.ApiToken;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.AuditEvent.Target;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.shell.internal.command.OrgCreate;
import io.ssvirt.shell.internal.command.OrgDelete;
import io.ssvirt.shell.internal.command.OrgList;
import io.ssvirt.shell.internal.command.TokenCreate;
import io.ssvirt.shell.internal.command.UserPassword;
import io.ssvirt.shell.internal.command.VmPower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What the audit trail gets to know of the console, and what it never does. */
class WitnessTest {

    private static final Urn ORG = new Urn(EntityType.ORGANIZATION, new UUID(0, 1));
    private static final Urn USER = new Urn(EntityType.USER, new UUID(0, 2));
    private static final Urn TOKEN = new Urn(EntityType.TOKEN, new UUID(0, 3));

    private final Console console = new Console();
    private final List<AuditEvent> kept = new ArrayList<>();

    @BeforeEach
    void offer() {
        console.offer(AuditTrail.class, Console.answering(AuditTrail.class, Map.of("keep", (Function<Object[], Object>)
                given -> {
                    kept.add((AuditEvent) given[0]);
                    return null;
                })));
        Organization acme = Filled.of(Organization.class, Map.of("id", ORG, "name", "acme"));
        Organizations.Counted counted = Filled.of(Organizations.Counted.class, Map.of("organization", acme));
        console.offer(
                Organizations.class,
                Console.answering(
                        Organizations.class,
                        Map.of(
                                "list", Outcome.done(new Page<>(List.of(counted), 1, 1, 100)),
                                "create", Outcome.done(counted),
                                "delete", Outcome.done(ORG))));
        Users.Detail bob = Filled.of(
                Users.Detail.class, Map.of("user", Filled.of(User.class, Map.of("id", USER, "username", "bob"))));
        console.offer(
                Users.class,
                Console.answering(
                        Users.class,
                        Map.of(
                                "list", Outcome.done(new Page<>(List.of(bob), 1, 1, 100)),
                                "update", Outcome.done(bob))));
    }

    private AuditEvent only() {
        assertThat(kept).hasSize(1);
        return kept.get(0);
    }

    @Test
    void aChangeIsKeptWithWhoWhatOnWhatAndItsResult() throws CommandException {
        console.run(OrgDelete.class, Map.of("organization", "acme", "force", true));

        AuditEvent event = only();
        assertThat(event.action()).isEqualTo("orgs/delete");
        assertThat(event.target()).isEqualTo(new Target(ORG.toString(), "acme"));
        assertThat(event.actor().name()).isEqualTo("console:local");
        assertThat(event.actor().id()).contains(ConsoleCaller.of("local").userId());
        assertThat(event.actor().orgId()).contains(ConsoleCaller.of("local").orgId());
        assertThat(event.isSuccess()).isTrue();
        assertThat(event.code()).isEmpty();
        assertThat(event.at()).isEqualTo(Console.NOW);
        assertThat(event.requestId()).isNotBlank();
        assertThat(event.address()).isEmpty();
    }

    @Test
    void whatWasMadeIsKeptWithItsId() throws CommandException {
        console.run(OrgCreate.class, Map.of("name", "acme"));

        assertThat(only().action()).isEqualTo("orgs/create");
        assertThat(only().target()).isEqualTo(new Target(ORG.toString(), "acme"));
    }

    @Test
    void whatIsRefusedIsKeptWithItsReasonAndWhatWasTyped() {
        assertThatThrownBy(() -> console.run(OrgDelete.class, Map.of("organization", "now\nhere", "force", true)))
                .isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> console.run(VmPower.class, Map.of("vm", "web", "action", "explode")))
                .isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> console.run(VmPower.class, Map.of("vm", "web", "action", "off")))
                .isInstanceOf(CommandException.class);

        assertThat(kept)
                .extracting(
                        AuditEvent::action, event -> event.target().name(), AuditEvent::status, event -> event.code()
                                .orElse(""))
                .containsExactly(
                        tuple("orgs/delete", "now_here", 404, "NOT_FOUND"),
                        tuple("vms/power", "web", 400, "INVALID"),
                        tuple("vms/powerOff", "web", 503, "UNAVAILABLE"));
    }

    @Test
    void aFaultIsKept() {
        console.offer(Organizations.class, Console.answering(Organizations.class, Map.of()));

        assertThatThrownBy(() -> console.run(OrgCreate.class, Map.of("name", "acme")))
                .hasMessageContaining("a fault in the server");
        assertThat(only().status()).isEqualTo(500);
        assertThat(only().isSuccess()).isFalse();
    }

    @Test
    void whatWasNotConfirmedAndWhatOnlyShowsIsNotKept() throws CommandException {
        console.answers.add("no");

        assertThatThrownBy(() -> console.run(OrgDelete.class, Map.of("organization", "acme")))
                .hasMessageContaining("not confirmed");
        console.run(OrgList.class, Map.of());

        assertThat(kept).isEmpty();
    }

    @Test
    void nothingSecretGetsIntoAnEvent() throws CommandException {
        console.answers.addAll(List.of("typed-secret", "typed-secret"));
        console.run(UserPassword.class, Map.of("user", "bob"));
        console.run(UserPassword.class, Map.of("user", "bob", "generate", true));
        String made = console.text().replace("password: ", "").strip();
        ApiTokens.Detail token = Filled.of(
                ApiTokens.Detail.class,
                Map.of("token", Filled.of(ApiToken.class, Map.of("id", TOKEN, "name", "nightly"))));
        console.offer(
                ApiTokens.class,
                Console.answering(
                        ApiTokens.class,
                        Map.of("create", Outcome.done(new ApiTokens.Issued(token, new Secret("token-secret"))))));
        console.run(TokenCreate.class, Map.of("user", "bob", "name", "nightly"));

        assertThat(console.text()).contains("token-secret");
        assertThat(kept)
                .extracting(AuditEvent::action, AuditEvent::target)
                .containsExactly(
                        tuple("users/password", new Target(USER.toString(), "bob")),
                        tuple("users/password", new Target(USER.toString(), "bob")),
                        tuple("tokens/create", new Target(TOKEN.toString(), "nightly")));
        assertThat(made).isNotBlank();
        assertThat(kept.toString()).doesNotContain("-secret", made);
        assertThat(kept).extracting(AuditEvent::line).allSatisfy(line -> assertThat(line)
                .contains("user=console:local")
                .doesNotContain("-secret", made));
    }

    @Test
    void aTrailThatIsAwayKeepsNobodyFromWork() throws CommandException {
        console.offer(AuditTrail.class, null);

        assertThat(console.run(OrgDelete.class, Map.of("organization", "acme", "force", true)))
                .contains("is deleted");
    }

    /** Named as the container's own are, which is how they are told apart. */
    private record UserPrincipal(String getName) implements Principal {}

    /** See {@link UserPrincipal}. */
    private record ClientPrincipal(String getName) implements Principal {}

    // The container hands over who it is in this way only, on Java 17.
    @SuppressWarnings("removal")
    @Test
    void whoCameOverTheNetworkIsKeptWithNameAndAddress() {
        Subject subject = new Subject(
                true,
                Set.of(new UserPrincipal("ann"), new ClientPrincipal("ssh(/192.0.2.7:40022)")),
                Set.of(),
                Set.of());

        Subject.doAs(subject, (PrivilegedAction<Optional<String>>) () -> {
            try {
                return Optional.of(console.run(OrgDelete.class, Map.of("organization", "acme", "force", true)));
            } catch (CommandException unexpected) {
                throw new AssertionError(unexpected);
            }
        });

        assertThat(only().actor().name()).isEqualTo("console:ann");
        assertThat(only().address()).isEqualTo("192.0.2.7");
        assertThat(ConsoleCaller.addressIn("ssh(/[0:0:0:0:0:0:0:1]:40022)")).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(ConsoleCaller.addressIn("ssh(example/192.0.2.7:40022)")).isEqualTo("192.0.2.7");
    }
}
