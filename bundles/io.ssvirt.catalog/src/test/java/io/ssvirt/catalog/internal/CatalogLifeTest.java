package io.ssvirt.catalog.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs.Counted;
import io.ssvirt.api.Catalogs.Draft;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.internal.RunningOperations;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sees and changes catalogs, on a real database. */
class CatalogLifeTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Urn BETA = new Urn(EntityType.ORGANIZATION, new UUID(1, 2));
    private static final Caller ADMIN = caller(ACME, Right.ofSystemAdministrator());
    private static final Caller OF_ACME = caller(ACME, Right.ofOrganizationAdministrator());
    private static final Caller OF_BETA = caller(BETA, Right.ofOrganizationAdministrator());
    private static final Caller USER = caller(ACME, Right.ofVAppUser());

    private final TestDatabase database = TestDatabase.h2();
    private final RunningOperations operations = new RunningOperations(database.store(), Map.of());
    private final CatalogService catalogs = new CatalogService(
            database.store(),
            operations.gateway(),
            Clock.systemUTC(),
            UUID::randomUUID,
            RunningOperations.config(CatalogService.Config.class, Map.of()));

    private static Caller caller(Urn org, Set<Right> rights) {
        return new Caller(new Urn(EntityType.USER, new UUID(3, 3)), "alice", org, org, rights);
    }

    @BeforeEach
    void twoOrganizations() {
        Instant now = Instant.now();
        database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, false, "", now, now));
            tx.organizations().insert(new Organization(BETA, "beta", "", "", true, false, false, "", now, now));
            return Outcome.done(true);
        });
    }

    @AfterEach
    void stop() throws IOException {
        operations.close();
        database.close();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    private static ErrorKind refused(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow().kind();
    }

    private static Draft draft(String name, boolean published) {
        return new Draft(Optional.of(name), Optional.empty(), Optional.empty(), Optional.of(published));
    }

    private Catalog created(Caller caller, String name, boolean published) {
        return done(catalogs.create(caller, draft(name, published))).catalog();
    }

    @Test
    void whoCreatesACatalogOwnsIt() {
        assertThat(created(OF_ACME, "own", false).owner()).contains(new Catalog.Owner(OF_ACME.userId(), "alice"));
    }

    @Test
    void aTenantListsItsOwnAndThePublishedAndNothingElse() {
        created(OF_ACME, "own", false);
        created(OF_BETA, "hidden", false);
        created(OF_BETA, "shown", true);

        assertThat(done(catalogs.list(USER, Query.page(1, 25))).values())
                .extracting(counted -> counted.catalog().name())
                .containsExactlyInAnyOrder("own", "shown");
        assertThat(done(catalogs.list(ADMIN, Query.page(1, 25))).total()).isEqualTo(3);
    }

    @Test
    void aCatalogIsRenamedAndPublished() {
        Catalog before = created(OF_ACME, "own", false);

        Counted changed = done(catalogs.update(OF_ACME, before.id(), draft("shown", true)));

        assertThat(changed.catalog().name()).isEqualTo("shown");
        assertThat(changed.catalog().published()).isTrue();
        assertThat(changed.catalog().version()).isEqualTo(2);
        assertThat(changed.catalog().owner()).isEqualTo(before.owner());
        assertThat(done(catalogs.get(OF_BETA, before.id())).catalog().name()).isEqualTo("shown");
    }

    @Test
    void aForeignCatalogIsNotFoundAndAPublishedOneIsRefused() {
        Urn hidden = created(OF_BETA, "hidden", false).id();
        Urn shown = created(OF_BETA, "shown", true).id();

        assertThat(refused(catalogs.update(OF_ACME, hidden, draft("x", true)))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(refused(catalogs.update(OF_ACME, shown, draft("x", true)))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(refused(catalogs.delete(OF_ACME, hidden))).isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(refused(catalogs.delete(OF_ACME, shown))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(refused(catalogs.update(USER, shown, draft("x", true)))).isEqualTo(ErrorKind.FORBIDDEN);
        assertThat(done(catalogs.get(ADMIN, shown)).catalog().name()).isEqualTo("shown");
    }

    @Test
    void aCatalogIsNotMovedToAnotherOrganization() {
        Urn own = created(OF_ACME, "own", false).id();
        Draft move = new Draft(Optional.empty(), Optional.empty(), Optional.of(BETA), Optional.empty());

        assertThat(catalogs.update(ADMIN, own, move).refusal().orElseThrow().field())
                .contains("orgId");
    }
}
