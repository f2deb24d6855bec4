package io.ssvirt.faults;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.TenantSpaces;

/** The way of one process to the cluster, on which things go wrong as planned. */
final class FaultyCluster implements ClusterProvider {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(5);

    private final ClusterProvider cluster;
    private final Faults faults;
    private final Ledger ledger;
    private final BooleanSupplier alive;
    private final ScheduledExecutorService network;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Observations.Subscription> watches = new ArrayList<>();

    /**
     * Stands before a cluster.
     *
     * @param network carries requests whose process has died
     */
    FaultyCluster(
            ClusterProvider cluster,
            Faults faults,
            Ledger ledger,
            BooleanSupplier alive,
            ScheduledExecutorService network) {
        this.cluster = cluster;
        this.faults = faults;
        this.ledger = ledger;
        this.alive = alive;
        this.network = network;
    }

    int subscriptions() {
        return watches.size();
    }

    /** Ends all watches, as the end of a process does. */
    void hangUp() {
        List.copyOf(watches).forEach(Observations.Subscription::close);
    }

    private <T> T port(String name, Class<T> type, T port) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> ClusterResult.class.isAssignableFrom(method.getReturnType())
                        ? call(name + "." + method.getName(), method, port, arguments)
                        : FaultyStore.invoke(port, method, arguments)));
    }

    private ClusterResult<?> call(String name, Method method, Object port, Object[] arguments) {
        mustLive();
        Supplier<ClusterResult<?>> real = () -> (ClusterResult<?>) FaultyStore.invoke(port, method, arguments);
        if (faults.kills(Border.AFTER_CALL_SENT, name)) {
            network.schedule(real::get, SOON.toMillis(), TimeUnit.MILLISECONDS);
            throw new Killed(Border.AFTER_CALL_SENT.id() + " " + name);
        }
        ledger.called(name);
        if (arguments[0] instanceof DesiredSpace space) {
            ledger.space(space.vdcId(), space.name().value());
        }
        Answer answer = faults.answerTo(new Faults.Call(name, counts.merge(name, 1, Integer::sum)));
        ClusterResult<?> result = answered(name, answer, real);
        if (faults.kills(Border.AFTER_CALL_ACKED, name)) {
            throw new Killed(Border.AFTER_CALL_ACKED.id() + " " + name);
        }
        return result;
    }

    /** Answers as the provider reads what a real API server says. */
    private static ClusterResult<?> answered(String name, Answer answer, Supplier<ClusterResult<?>> real) {
        return switch (answer) {
            case AS_USUAL -> real.get();
            case REFUSED_CONNECTION -> new Unavailable<>("connection refused", SOON);
            case LOST_BEFORE -> new Unavailable<>("the connection broke", SOON);
            case LOST_AFTER -> {
                real.get();
                yield new Unavailable<>("the connection broke", SOON);
            }
            case UNAUTHORIZED -> new Unavailable<>("the cluster does not accept our credentials (401)", SOON);
            case FORBIDDEN -> ClusterResult.refused(RefusalReason.FORBIDDEN, "SSVirt's account may not " + name);
            case NOT_FOUND -> ClusterResult.refused(RefusalReason.NOT_FOUND, name + " was answered with 404");
            case STALE -> new Unavailable<>("it changed at the same moment", SOON);
            case EXISTS_OURS -> {
                real.get();
                yield real.get();
            }
            case EXISTS_FOREIGN -> new ClusterResult.Conflict<>("the object of " + name, "");
            case TOO_MANY -> new Unavailable<>("too many requests (429)", SOON);
            case SERVER_ERROR -> new Unavailable<>("the cluster answered with status 500", SOON);
            case SLOW -> {
                real.get();
                LockSupport.parkNanos(STALL.toNanos());
                yield new Unavailable<>("the answer was cut short", SOON);
            }
        };
    }

    private void mustLive() {
        if (!alive.getAsBoolean()) {
            throw new Killed("a process that was killed called the cluster");
        }
    }

    @Override
    public String name() {
        return cluster.name();
    }

    @Override
    public TenantSpaces spaces() {
        return port("spaces", TenantSpaces.class, cluster.spaces());
    }

    @Override
    public Templates templates() {
        return port("templates", Templates.class, cluster.templates());
    }

    @Override
    public Instances instances() {
        return port("instances", Instances.class, cluster.instances());
    }

    @Override
    public Machines machines() {
        return port("machines", Machines.class, cluster.machines());
    }

    @Override
    public Observations observations() {
        Observations real = cluster.observations();
        return (Observations) Proxy.newProxyInstance(
                Observations.class.getClassLoader(), new Class<?>[] {Observations.class}, (self, method, arguments) -> {
                    mustLive();
                    return method.getName().equals("subscribe")
                            ? subscribe(real, (Observations.Listener) arguments[0])
                            : FaultyStore.invoke(real, method, arguments);
                });
    }

    private Observations.Subscription subscribe(Observations real, Observations.Listener listener) {
        Observations.Subscription taken = real.subscribe(change -> {
            if (alive.getAsBoolean()) {
                listener.changed(change);
            }
        });
        watches.add(taken);
        return () -> {
            watches.remove(taken);
            taken.close();
        };
    }
}
