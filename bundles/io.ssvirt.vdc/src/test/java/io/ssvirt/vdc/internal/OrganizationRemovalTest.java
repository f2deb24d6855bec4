package io.ssvirt.vdc.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The end of organizations, on a real database and the simulated cluster. */
class OrganizationRemovalTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Urn PROVIDER = new Urn(EntityType.ORGANIZATION, new UUID(0, 1));
    private static final Caller ADMIN = new Caller(
            new Urn(EntityType.USER, new UUID(3, 3)), "admin", PROVIDER, PROVIDER, Right.ofSystemAdministrator());

    private final TestDatabase database = TestDatabase.h2();
    private final SimulatorUnderTest cluster = SimulatorUnderTest.fresh();
    private final RunningOperations operations =
            new RunningOperations(database.store(), Map.of("poll__every", "PT0.1S", "retries", 0));
    private final VdcService vdcs =
            new VdcService(database.store(), operations.journal(), Clock.systemUTC(), UUID::randomUUID);
    private final OrganizationRemovalService removal =
            new OrganizationRemovalService(operations.journal(), Clock.systemUTC());
    private final AtomicReference<String> forbidden = new AtomicReference<>("");

    @BeforeEach
    void start() {
        operations.handlers(
                new VdcHandler(
                        database.store(),
                        operations.gateway(),
                        Clock.systemUTC(),
                        RunningOperations.config(VdcHandler.Config.class, Map.of())),
                new OrganizationHandler(database.store(), RunningOperations.queue(), Clock.systemUTC()));
        operations.provider(cluster.provider());
        cluster.faults(call -> new Fault(Duration.ZERO, call.equals(forbidden.get()) ? End.FORBIDDEN : End.NORMAL));
        Instant now = Instant.now();
        done(database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, false, "", now, now));
            return Outcome.done(true);
        }));
    }

    @AfterEach
    void stop() throws IOException {
        operations.close();
        cluster.close();
        database.close();
    }

    private Vdc vdc(String name) {
        Draft draft = new Draft(
                Optional.of(name),
                Optional.empty(),
                Optional.of(AllocationModel.FLEX),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return done(vdcs.create(ADMIN, ACME, draft)).entity();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    private Optional<Organization> acme() {
        return done(database.store().read(tx -> Outcome.done(tx.organizations().find(ACME))));
    }

    @Test
    void anOrganizationGoesWithItsVdcsAndItsNameIsFree() {
        vdc("dev");
        vdc("test");

        Change<Organization> change = done(removal.remove(ADMIN, ACME, false));

        assertThat(change.entity().enabled()).isFalse();
        await().atMost(Duration.ofSeconds(15)).until(() -> acme().isEmpty());
        assertThat(cluster.provider().observations().spaces()).isEmpty();
        Task task = done(database.store()
                .read(tx ->
                        Outcome.done(tx.journal().task(change.task().id().id()).orElseThrow())));
        assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void anEmptyOrganizationGoesAtOnce() {
        assertThat(done(removal.remove(ADMIN, ACME, false)).isFinished()).isTrue();
        assertThat(acme()).isEmpty();
    }

    @Test
    void whenOneVdcCannotBeDeletedTheOrganizationStaysAndItsTaskSaysWhy() {
        vdc("dev");
        forbidden.set("spaces.remove");

        String reason =
                removal.remove(ADMIN, ACME, false).refusal().orElseThrow().message();

        assertThat(reason).contains("Organization \"acme\" was not deleted").contains("dev");
        assertThat(acme().orElseThrow().enabled()).isTrue();
        assertThat(cluster.provider().observations().spaces()).hasSize(1);
    }

    @Test
    void whoBelongsToAnOrganizationOrIsNoAdministratorDoesNotDeleteIt() {
        Caller own = new Caller(ADMIN.userId(), "admin", ACME, ACME, Right.ofSystemAdministrator());
        Caller tenant = new Caller(ADMIN.userId(), "ada", ACME, ACME, Right.ofOrganizationAdministrator());

        assertThat(removal.remove(own, ACME, true).refusal()).isPresent();
        assertThat(removal.remove(tenant, ACME, true).refusal()).isPresent();

        assertThat(acme()).isPresent();
    }

    @Test
    void catalogsAndUsersGoWithTheOrganization() {
        Instant now = Instant.now();
        Urn id = new Urn(EntityType.CATALOG, UUID.randomUUID());
        done(database.store().write(tx -> {
            tx.catalogs().insert(catalog(id, now));
            return Outcome.done(true);
        }));

        done(removal.remove(ADMIN, ACME, false));

        assertThat(acme()).isEmpty();
        Outcome<Optional<Catalog>> left =
                database.store().read(tx -> Outcome.done(tx.catalogs().find(id)));
        assertThat(left).isEqualTo(Outcome.done(Optional.empty()));
    }

    private static Catalog catalog(Urn id, Instant now) {
        return new Catalog(id, ACME, "images", "", false, false, true, 1, now, now);
    }
}
