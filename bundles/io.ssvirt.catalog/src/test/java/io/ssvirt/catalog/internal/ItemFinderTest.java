package io.ssvirt.catalog.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.TemplateSizing;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.ClusterGateway;

import static org.assertj.core.api.Assertions.assertThat;

class ItemFinderTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String CATALOG_ID = "5f000000-0000-0000-0000-000000000001";
    private static final Catalog CATALOG = new Catalog(
            new Urn(EntityType.CATALOG, UUID.fromString(CATALOG_ID)),
            new Urn(EntityType.ORGANIZATION, new UUID(1, 1)),
            "public",
            "",
            true,
            false,
            true,
            1,
            NOW,
            NOW);

    private final TemplateDescription small = template("rhel9.server small", "uid-1", 1);
    private final TemplateDescription large = template("large", "uid-2", 1);
    private final TemplateDescription application = template("postgresql", "uid-3", 0);
    private final TemplateShelf shelf = new TemplateShelf(
            new Fixed(List.of(small, large, application)),
            template -> template.sizing().machines() > 0);
    private final ItemFinder finder = new ItemFinder(shelf);

    @ParameterizedTest(name = "{0} with name {1}")
    @CsvSource({
        CATALOG_ID + ":rhel9.server+small,",
        CATALOG_ID + ":rhel9.server%20small,",
        CATALOG_ID + ":rhel9.server%20small, large",
        CATALOG_ID + ", rhel9.server small",
        "template-123, rhel9.server small",
        "uid-1,",
        "uid-1, large"
    })
    void everySpellingFindsTheTemplate(String suffix, String name) {
        assertThat(finder.find(CATALOG, new ItemReference(suffix, Optional.ofNullable(name))))
                .isEqualTo(Outcome.done(small));
    }

    @Test
    void theStableIdFindsTheTemplateToo() {
        String id = ItemMaker.stableId(CATALOG, large).toString();

        assertThat(finder.find(CATALOG, new ItemReference(id, Optional.empty())))
                .isEqualTo(Outcome.done(large));
    }

    @Test
    void aBareNameIsTheLastResort() {
        assertThat(finder.find(CATALOG, new ItemReference("large", Optional.empty())))
                .isEqualTo(Outcome.done(large));
    }

    @Test
    void aTemplateWithoutMachinesIsRefusedByName() {
        var outcome = finder.find(CATALOG, new ItemReference(CATALOG_ID + ":postgresql", Optional.empty()));

        assertThat(outcome.refusal()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(error.message()).contains("postgresql").contains("no virtual machine");
        });
    }

    @Test
    void anUnknownTemplateIsNotFound() {
        var outcome = finder.find(CATALOG, new ItemReference(CATALOG_ID + ":none", Optional.empty()));

        assertThat(outcome.refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.NOT_FOUND));
    }

    @Test
    void abrokenEncodingNamesTheField() {
        var outcome = finder.find(CATALOG, new ItemReference(CATALOG_ID + ":%zz", Optional.empty()));

        assertThat(outcome.refusal()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(error.field()).contains("catalogItem.id");
        });
    }

    @Test
    void beforeTheClusterWasSeenNothingIsKnownToBeMissing() {
        ItemFinder blind = new ItemFinder(new TemplateShelf(new Fixed(null), template -> true));

        assertThat(blind.find(CATALOG, new ItemReference("large", Optional.empty()))
                        .refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private static TemplateDescription template(String name, String uid, int machines) {
        return new TemplateDescription(
                "openshift",
                name,
                uid,
                "1",
                Map.of(),
                Map.of(),
                List.of(),
                new TemplateSizing(machines, machines, 1L << 30, 0, ""),
                NOW);
    }

    /** A gateway whose cluster has these templates and nothing else. */
    private record Fixed(List<TemplateDescription> list) implements ClusterGateway {

        @Override
        public Observations.Subscription listen(Listener listener) {
            return () -> {};
        }

        @Override
        public <T> ClusterResult<T> call(Function<ClusterProvider, ClusterResult<T>> call) {
            throw new AssertionError("finding an item never calls the cluster");
        }

        @Override
        public <T> Optional<T> look(Function<Observations, T> read) {
            return Optional.empty();
        }

        @Override
        public void announce(Observations.Change change) {
            throw new AssertionError("finding an item announces nothing");
        }

        @Override
        public Optional<Templates.Snapshot> templates() {
            return Optional.ofNullable(list).map(templates -> new Templates.Snapshot(templates, NOW));
        }

        @Override
        public Status status() {
            return new Status(ClusterState.READY, Optional.of("fixed"), "", Optional.of(NOW));
        }
    }
}
