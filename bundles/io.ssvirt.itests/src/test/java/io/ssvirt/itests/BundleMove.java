package io.ssvirt.itests;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** What an administrator can do to a bundle of the running system; in the end the bundle is active again. */
enum BundleMove {
    /** Stops and starts it. */
    RESTART {
        @Override
        void on(BundleContext context, String name) throws BundleException {
            Bundle bundle = find(context, name);
            bundle.stop();
            bundle.start();
        }
    },
    /** Exchanges its content, here for the same. */
    UPDATE {
        @Override
        void on(BundleContext context, String name) throws BundleException, IOException {
            Bundle bundle = find(context, name);
            try (var content = URI.create(bundle.getLocation()).toURL().openStream()) {
                bundle.update(content);
            }
        }
    },
    /** Exchanges its content and wires it anew. */
    REFRESH {
        @Override
        void on(BundleContext context, String name) throws BundleException, IOException {
            UPDATE.on(context, name);
            rewire(context, List.of(find(context, name)));
        }
    },
    /** Removes it and installs it again. */
    REINSTALL {
        @Override
        void on(BundleContext context, String name) throws BundleException {
            Bundle bundle = find(context, name);
            String location = bundle.getLocation();
            bundle.uninstall();
            rewire(context, List.of(bundle));
            context.installBundle(location).start();
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Makes the move. */
    abstract void on(BundleContext context, String name) throws BundleException, IOException;

    /** Finds an installed bundle by its symbolic name. */
    static Bundle find(BundleContext context, String name) {
        return Arrays.stream(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .getBundleContext()
                        .getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle " + name));
    }

    private static void rewire(BundleContext context, List<Bundle> bundles) {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(bundles, event -> done.countDown());
        Awaitility.await("refresh").atMost(PATIENCE).until(() -> done.await(0, TimeUnit.SECONDS));
    }
}
