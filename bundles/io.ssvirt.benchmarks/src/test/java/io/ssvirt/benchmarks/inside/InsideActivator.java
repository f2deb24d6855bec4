package io.ssvirt.benchmarks.inside;

import java.util.Collection;
import java.util.List;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

import io.ssvirt.cluster.simulator.spi.SimulatorFaults;
import io.ssvirt.rest.spi.RestSurface;

/** Offers the ruler of {@link Ruler} as one more surface of the API, and listens to the calls of the simulated cluster. */
public final class InsideActivator implements BundleActivator {

    private record Surface(Ruler ruler) implements RestSurface {

        @Override
        public Collection<Object> resources() {
            return List.of(ruler);
        }

        @Override
        public Collection<Object> providers() {
            return List.of();
        }
    }

    @Override
    public void start(BundleContext context) {
        CallBook calls = new CallBook();
        context.registerService(SimulatorFaults.class, calls, null);
        context.registerService(RestSurface.class, new Surface(new Ruler(calls, new Mirror(context))), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }
}
