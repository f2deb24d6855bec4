package io.ssvirt.itests.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Lives in the process that is killed: lets no call of the built-in cluster come to an end while a file says so, and writes down
 * which ones it holds.
 *
 * <p>By reflection, because this bundle starts before the one whose calls it holds. The file {@code hold} names when: {@code sent} for
 * before the cluster has heard of it, {@code done} for after the cluster has done it and before its answer is heard.
 */
public final class HoldingActivator implements BundleActivator {

    static final String PLAN = "hold";
    static final String HELD = "held";
    static final String SENT = "sent";
    static final String DONE = "done";

    private static final String SIMULATOR = "io.ssvirt.cluster.simulator";
    private static final String FAULTS = SIMULATOR + ".spi.SimulatorFaults";
    private static final Duration LONG = Duration.ofHours(1);

    private final Path data = Path.of(System.getProperty("karaf.data"));
    private final Set<String> unheard = ConcurrentHashMap.newKeySet();

    @Override
    public void start(BundleContext context) {
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STARTING
                    && SIMULATOR.equals(event.getBundle().getSymbolicName())) {
                offer(context, event.getBundle());
            }
        });
    }

    private void offer(BundleContext context, Bundle simulator) {
        try {
            Class<?> faults = simulator.loadClass(FAULTS);
            Object service = Proxy.newProxyInstance(
                    faults.getClassLoader(),
                    new Class<?>[] {faults},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "next" -> next(simulator, (String) arguments[0]);
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == arguments[0];
                        default -> FAULTS;
                    });
            context.registerService(FAULTS, service, null);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("the simulated cluster is not what it was", changed);
        }
    }

    private Object next(Bundle simulator, String call) throws ReflectiveOperationException {
        String plan = plan();
        if (plan.isEmpty() || call.contains("observe") || call.startsWith("templates")) {
            return fault(simulator, Duration.ZERO, "NORMAL");
        }
        String worker = call + " by " + Thread.currentThread().getId();
        if (DONE.equals(plan) && unheard.add(worker)) {
            return fault(simulator, Duration.ZERO, "ANSWER_LOST");
        }
        try {
            Files.writeString(data.resolve(HELD), worker + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return fault(simulator, LONG, "UNREACHABLE");
    }

    private String plan() {
        try {
            Path file = data.resolve(PLAN);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Object fault(Bundle simulator, Duration latency, String end) throws ReflectiveOperationException {
        Class<?> type = simulator.loadClass(FAULTS + "$End");
        return simulator
                .loadClass(FAULTS + "$Fault")
                .getConstructor(Duration.class, type)
                .newInstance(latency, type.getField(end).get(null));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes listener and service away
    }
}
