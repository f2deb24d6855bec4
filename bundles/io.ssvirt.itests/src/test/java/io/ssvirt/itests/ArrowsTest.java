package io.ssvirt.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the manifests of the built bundles and checks that every arrow points downwards. */
class ArrowsTest {

    /** The table of docs/architecture.md: a bundle imports only from bundles further down. */
    private static final List<String> TOP_DOWN = List.of(
            "io.ssvirt.shell",
            "io.ssvirt.ops",
            "io.ssvirt.config",
            "io.ssvirt.rest.jetty",
            "io.ssvirt.rest.cloudapi",
            "io.ssvirt.rest.vcloud",
            "io.ssvirt.rest",
            "io.ssvirt.audit",
            "io.ssvirt.identity",
            "io.ssvirt.vdc",
            "io.ssvirt.catalog",
            "io.ssvirt.vapp",
            "io.ssvirt.operations",
            "io.ssvirt.cluster.kubernetes",
            "io.ssvirt.cluster.simulator",
            "io.ssvirt.cluster.contract",
            "io.ssvirt.store.jpa",
            "io.ssvirt.cluster.spi",
            "io.ssvirt.store.spi",
            "io.ssvirt.api",
            "io.ssvirt.metrics",
            "io.ssvirt.model");

    /** Libraries that only some bundles may know: prefix of the package, then of the bundle. */
    private static final Map<String, String> RESERVED = Map.of(
            "io.fabric8.", "io.ssvirt.cluster.kubernetes",
            "javax.persistence", "io.ssvirt.store.jpa",
            "org.eclipse.persistence", "io.ssvirt.store.jpa",
            "liquibase", "io.ssvirt.store.jpa",
            "org.postgresql", "io.ssvirt.store.jpa",
            "javax.ws.rs", "io.ssvirt.rest",
            "org.eclipse.jetty", "io.ssvirt.rest.jetty",
            "org.apache.felix.hc", "io.ssvirt.ops",
            "org.apache.cxf", "io.ssvirt.rest");

    private final List<BundleJar> bundles = BundleJar.all();

    @Test
    void everyBundleHasItsPlaceInTheTable() {
        assertThat(bundles).isNotEmpty().extracting(BundleJar::name).isSubsetOf(TOP_DOWN);
    }

    @Test
    void aBundleIsNamedLikeItsFolder() {
        assertThat(bundles)
                .allSatisfy(bundle -> assertThat(bundle.symbolicName()).isEqualTo(bundle.name()));
    }

    @Test
    void aBundleImportsOnlyFromBundlesBelowIt() {
        List<String> upward = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            for (String imported : bundle.imports().keySet()) {
                String owner = owner(imported);
                if (owner != null
                        && !owner.equals(bundle.name())
                        && TOP_DOWN.indexOf(owner) <= TOP_DOWN.indexOf(bundle.name())) {
                    upward.add(bundle.name() + " imports " + imported);
                }
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    void aLibraryIsKnownToTheBundleThatWrapsItOnly() {
        List<String> leaks = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            for (String imported : bundle.imports().keySet()) {
                RESERVED.forEach((library, holder) -> {
                    if (imported.startsWith(library) && !bundle.name().startsWith(holder)) {
                        leaks.add(bundle.name() + " imports " + imported);
                    }
                });
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void theModelStandsOnTheJavaPlatformAlone() {
        assertThat(bundles)
                .filteredOn(bundle -> bundle.name().equals("io.ssvirt.model"))
                .singleElement()
                .satisfies(model ->
                        assertThat(model.imports().keySet()).allMatch(name -> name.startsWith("io.ssvirt.model")));
    }

    @Test
    void onlySeamsAreExportedAndEachHasAVersion() {
        for (BundleJar bundle : bundles) {
            assertThat(bundle.exports().keySet())
                    .as(bundle.name())
                    .allMatch(name -> name.matches("io\\.ssvirt(\\.[a-z]+)*\\.(api|model|spi(\\.[a-z]+)*)"));
            bundle.exports().forEach((name, attributes) -> assertThat(attributes.getVersion())
                    .as("version of " + name + " in " + bundle.name())
                    .isNotNull()
                    .isNotEqualTo("0"));
        }
    }

    /** Returns the bundle that a package belongs to, which is the longest name that the package starts with. */
    private static String owner(String imported) {
        return TOP_DOWN.stream()
                .filter(name -> (imported + ".").startsWith(name + "."))
                .max((one, other) -> one.length() - other.length())
                .orElse(null);
    }
}
