package io.ssvirt.audit.internal;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The trail on a real database. */
class AuditTrailTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Urn BETA = new Urn(EntityType.ORGANIZATION, new UUID(1, 2));

    private final TestDatabase database = TestDatabase.h2();
    private final AuditService trail =
            new AuditService(database.store(), Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(90));

    @AfterEach
    void stop() throws IOException {
        trail.stop();
        database.close();
    }

    private static Caller caller(Urn org, Set<Right> rights) {
        return new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "alice", org, org, rights);
    }

    private static AuditEvent event(String action, Optional<Urn> org, Instant at, int status) {
        return new AuditEvent(
                UUID.randomUUID(),
                at,
                "r-" + action,
                new AuditEvent.Actor(Optional.empty(), "alice", org),
                action,
                new AuditEvent.Target("urn:vcloud:vdc:x", "dev"),
                status,
                Optional.of("NAME_IN_USE").filter(code -> status >= 400),
                "192.0.2.7");
    }

    private List<String> actions(Caller caller, Criterion... criteria) {
        Query query = new Query(1, 25, Optional.empty(), List.of(criteria), Optional.empty());
        Outcome<Page<AuditEvent>> page = trail.list(caller, query);
        assertThat(page.refusal()).isEmpty();
        return page.fold(
                found -> found.values().stream().map(AuditEvent::action).toList(), error -> List.of());
    }

    @Test
    void anEventIsKeptInOneStatementAndReadBackAsItWas() {
        AuditEvent event = event("vdcs/create", Optional.of(ACME), NOW, 409);
        long before = database.statements();

        trail.keep(event);

        assertThat(database.statements() - before).isEqualTo(1);
        assertThat(trail.list(caller(ACME, Right.ofSystemAdministrator()), Query.page(1, 25))
                        .map(Page::values))
                .isEqualTo(Outcome.done(List.of(event)));
    }

    @Test
    void textsThatAreTooLongAreCut() {
        AuditEvent event = event("vdcs/create", Optional.of(ACME), NOW, 201);

        trail.keep(new AuditEvent(
                event.id(),
                NOW,
                "r".repeat(1_000),
                new AuditEvent.Actor(Optional.empty(), "u".repeat(1_000), Optional.empty()),
                "a".repeat(1_000),
                new AuditEvent.Target("t".repeat(5_000), "n".repeat(5_000)),
                201,
                Optional.of("c".repeat(1_000)),
                "x".repeat(1_000)));

        assertThat(actions(caller(ACME, Right.ofSystemAdministrator()))).containsExactly("a".repeat(128));
    }

    @Test
    void anAdministratorSeesOwnEventsAndTheProviderAll() {
        trail.keep(event("vdcs/create", Optional.of(ACME), NOW, 201));
        trail.keep(event("vdcs/delete", Optional.of(BETA), NOW.plusSeconds(1), 204));
        trail.keep(event("sessions/create", Optional.empty(), NOW.plusSeconds(2), 401));

        assertThat(actions(caller(ACME, Right.ofOrganizationAdministrator()))).containsExactly("vdcs/create");
        assertThat(actions(caller(ACME, Right.ofSystemAdministrator())))
                .containsExactly("sessions/create", "vdcs/delete", "vdcs/create");
        assertThat(trail.list(caller(ACME, Right.ofVAppUser()), Query.page(1, 25))
                        .refusal()
                        .orElseThrow()
                        .kind())
                .isEqualTo(ErrorKind.FORBIDDEN);
    }

    @Test
    void eventsAreFoundByTimeUserActionTargetAndResult() {
        trail.keep(event("vdcs/create", Optional.of(ACME), NOW, 201));
        trail.keep(event("vdcs/delete", Optional.of(ACME), NOW.plusSeconds(60), 409));
        Caller admin = caller(ACME, Right.ofSystemAdministrator());

        assertThat(actions(admin, new Criterion("timestamp", Match.ABOVE, NOW.toString())))
                .containsExactly("vdcs/delete");
        assertThat(actions(admin, new Criterion("timestamp", Match.AT_MOST, NOW.toString())))
                .containsExactly("vdcs/create");
        assertThat(actions(admin, new Criterion("eventStatus", Match.EQUALS, "FAILURE")))
                .containsExactly("vdcs/delete");
        assertThat(actions(admin, new Criterion("eventType", Match.STARTS_WITH, "vdcs/c")))
                .containsExactly("vdcs/create");
        assertThat(actions(admin, new Criterion("user.name", Match.EQUALS, "bob")))
                .isEmpty();
        assertThat(actions(admin, new Criterion("eventEntity.id", Match.EQUALS, "urn:vcloud:vdc:x")))
                .hasSize(2);
    }

    @Test
    void eventsThatAreOldEnoughAreSwept() {
        trail.keep(event("old/create", Optional.of(ACME), NOW.minus(Duration.ofDays(91)), 201));
        trail.keep(event("new/create", Optional.of(ACME), NOW.minus(Duration.ofDays(89)), 201));

        trail.sweep();

        assertThat(actions(caller(ACME, Right.ofSystemAdministrator()))).containsExactly("new/create");
    }

    private record Settings(String retention, String every) implements AuditService.Config {

        @Override
        public Class<? extends Annotation> annotationType() {
            return AuditService.Config.class;
        }
    }

    @Test
    void itIsLookedAtAsOftenAsIsConfigured() {
        AuditService sweeping =
                new AuditService(database.store(), Clock.fixed(NOW, ZoneOffset.UTC), new Settings("P90D", "PT0.02S"));
        try {
            for (int round = 0; round < 2; round++) {
                trail.keep(event("old/create", Optional.of(ACME), NOW.minus(Duration.ofDays(91)), 201));

                Awaitility.await().until(() -> actions(caller(ACME, Right.ofSystemAdministrator()))
                        .isEmpty());
            }
        } finally {
            sweeping.stop();
        }
    }
}
