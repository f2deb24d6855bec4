package io.ssvirt.itests;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Makes every call of the built-in cluster take a while, and tells when the first one has begun.
 *
 * <p>By reflection: a test that imports a package of the bundle that it exchanges would be restarted with it.
 */
final class SlowCluster implements AutoCloseable {

    private static final String FAULTS = "io.ssvirt.cluster.simulator.spi.SimulatorFaults";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final ServiceRegistration<?> registration;

    SlowCluster(BundleContext context, Duration latency) throws ReflectiveOperationException {
        Bundle simulator = BundleMove.find(context, "io.ssvirt.cluster.simulator");
        Class<?> faults = simulator.loadClass(FAULTS);
        Class<?> fault = simulator.loadClass(FAULTS + "$Fault");
        Class<?> end = simulator.loadClass(FAULTS + "$End");
        Object slow = fault.getConstructor(Duration.class, end)
                .newInstance(latency, end.getField("NORMAL").get(null));
        Object service = Proxy.newProxyInstance(
                faults.getClassLoader(),
                new Class<?>[] {faults},
                (self, method, arguments) -> switch (method.getName()) {
                    case "next" -> {
                        begun.countDown();
                        yield slow;
                    }
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> FAULTS;
                });
        registration = context.registerService(FAULTS, service, null);
    }

    /** Waits until a call is under way; false when none came in time. */
    boolean awaitCall(Duration patience) throws InterruptedException {
        return begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
