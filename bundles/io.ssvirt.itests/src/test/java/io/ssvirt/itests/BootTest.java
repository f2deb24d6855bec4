package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import javax.inject.Inject;

import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import static org.assertj.core.api.Assertions.assertThat;

/** The distribution starts whole: nothing is left unresolved, and no component waits for anything. */
public class BootTest extends RunningSystem {

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Inject
    private ConfigurationAdmin configurations;

    private static final Pattern CLASSES_ALONE =
            Pattern.compile("org\\.liquibase\\.core|io\\.fabric8\\.kubernetes-model-.+");

    @Test
    public void everyBundleIsActiveAndEveryFragmentResolved() {
        List<String> idle = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != expectedState(bundle))
                .map(bundle -> bundle.getSymbolicName() + " is in state " + bundle.getState())
                .toList();

        assertThat(idle).isEmpty();
    }

    @Test
    public void everyComponentHasWhatItNeeds() {
        List<String> waiting = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                if (configuration.state != ComponentConfigurationDTO.SATISFIED
                        && configuration.state != ComponentConfigurationDTO.ACTIVE
                        && !isAnOffer(description, configuration)) {
                    waiting.add(description.name + " " + reason(configuration));
                }
            }
        }

        assertThat(waiting).isEmpty();
    }

    /** A library may have more in it than we use: what it makes only for whoever configures it waits for nobody. */
    private static boolean isAnOffer(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION
                && "require".equals(description.configurationPolicy)
                && !description.bundle.symbolicName.startsWith("io.ssvirt.");
    }

    @Test
    public void nothingIsFetchedFromElsewhere() throws IOException {
        Configuration maven = configurations.getConfiguration("org.ops4j.pax.url.mvn", null);

        assertThat((String) maven.getProperties().get("org.ops4j.pax.url.mvn.repositories"))
                .isBlank();
        assertThat((String) maven.getProperties().get("org.ops4j.pax.url.mvn.useFallbackRepositories"))
                .isEqualTo("false");
    }

    @Test
    public void theLogHasNoErrorsAndNoWarnings() throws IOException {
        Path log = Path.of(System.getProperty("karaf.log"), "ssvirt.log");

        assertThat(Files.readAllLines(log)).isNotEmpty().noneMatch(line -> line.matches("\\S+ (ERROR|WARN) .*"));
    }

    @Test
    public void theApiAnswersAtTheRootOfThePort() {
        api().get("/healthz").is(200);
        api().get("/readyz").is(200);
        api().get("/cxf").is(404);
    }

    /** Fragments and what is there for its classes alone are never started (ADR 52). */
    private static int expectedState(Bundle bundle) {
        boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
        return fragment || CLASSES_ALONE.matcher(bundle.getSymbolicName()).matches() ? Bundle.RESOLVED : Bundle.ACTIVE;
    }

    private static String reason(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "has no configuration";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                "misses "
                        + Arrays.stream(configuration.unsatisfiedReferences)
                                .map(reference -> reference.name)
                                .toList();
            default -> "failed: " + configuration.failure;
        };
    }
}
