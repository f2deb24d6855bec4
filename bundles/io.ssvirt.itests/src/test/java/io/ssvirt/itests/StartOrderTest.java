package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import javax.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever order the bundles are stopped and started in, the same system comes out of it. */
public class StartOrderTest extends RunningSystem {

    private static final int ORDERS = 20;
    private static final long SEED = 20_261_125;

    @Inject
    private BundleContext context;

    @Test
    public void everyOrderOfStartingMakesAWorkingSystem() throws BundleException, IOException {
        Random random = new Random(SEED);
        for (int order = 0; order < ORDERS; order++) {
            List<Bundle> bundles = shuffled(random);
            for (Bundle bundle : bundles) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            }
            Collections.shuffle(bundles, random);
            for (Bundle bundle : bundles) {
                bundle.start(Bundle.START_TRANSIENT);
            }
            String names =
                    bundles.stream().map(Bundle::getSymbolicName).toList().toString();
            Awaitility.await("readiness after " + names)
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> api().get("/readyz"),
                            answer -> answer.status() == 200 && "ready".equals(answer.text("/services/k8s")));
            new Tenant(administrator(), "order-" + order).remove();
            assertThat(bundles).allMatch(bundle -> bundle.getState() == Bundle.ACTIVE, names);
        }
        // A component that needs itself by way of others shows only when it happens to start first.
        Path log = Path.of(System.getProperty("karaf.log"), "ssvirt.log");
        assertThat(Files.readAllLines(log))
                .noneMatch(line -> line.contains("Could not get service from ref") || line.contains("in a cycle"));
    }

    private List<Bundle> shuffled(Random random) {
        List<Bundle> ours = new ArrayList<>(Arrays.stream(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .getBundleContext()
                        .getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("io.ssvirt.") && !isGround(bundle))
                .toList());
        Collections.shuffle(ours, random);
        return ours;
    }

    /** The settings come before everything that is configured, by their start level, as the log does. */
    private static boolean isGround(Bundle bundle) {
        return bundle.getSymbolicName().equals("io.ssvirt.config");
    }
}
