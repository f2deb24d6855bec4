package io.ssvirt.faults;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final Duration STALL = Duration.ofSeconds(40);

    private final Lab lab;
    private final ClusterProvider cluster;
    private final Faults faults;
    private final BooleanSupplier alive;
    private final Hands hands;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Observations.Subscription> watches = new ArrayList<>();

    FaultyCluster(Lab lab, BooleanSupplier alive) {
        this.lab = lab;
        this.cluster = lab.cluster().provider();
        this.faults = lab.faults();
        this.alive = alive;
        this.hands = new Hands(lab);
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
            lab.network().schedule(real::get, SOON.toMillis(), TimeUnit.MILLISECONDS);
            throw new Killed(Border.AFTER_CALL_SENT.id() + " " + name);
        }
        lab.ledger().called(name);
        if (arguments[0] instanceof DesiredSpace space) {
            lab.ledger().space(space.vdcId(), space.name().value());
        }
        Optional<ClusterResult<?>> without = Unprotected.takingBack(lab, name, arguments);
        if (without.isPresent()) {
            return without.get();
        }
        Answer answer = faults.answerTo(new Faults.Call(name, counts.merge(name, 1, Integer::sum)));
        ClusterResult<?> result = answered(name, answer, real, arguments);
        if (lab.lacks(Protection.ADOPT_CHECK) && result instanceof ClusterResult.Conflict) {
            hands.adopt(arguments);
            result = real.get();
        }
        if (faults.kills(Border.AFTER_CALL_ACKED, name)) {
            throw new Killed(Border.AFTER_CALL_ACKED.id() + " " + name);
        }
        return result;
    }

    /** Answers as the provider reads what a real API server says. */
    private ClusterResult<?> answered(String name, Answer answer, Supplier<ClusterResult<?>> real, Object[] arguments) {
        switch (answer) {
            case AS_USUAL:
                return real.get();
            case REFUSED_CONNECTION, LOST_BEFORE, UNAUTHORIZED, STALE, TOO_MANY, SERVER_ERROR:
                return new Unavailable<>(answer.text(), SOON);
            case LOST_AFTER:
                real.get();
                return new Unavailable<>(answer.text(), SOON);
            case SLOW:
                real.get();
                // Everything else goes on meanwhile, and for longer than a claim is good.
                lab.time().advance(STALL);
                return new Unavailable<>(answer.text(), SOON);
            case OVERTAKEN_BEFORE:
                lab.overtaken();
                return real.get();
            case OVERTAKEN_AFTER:
                ClusterResult<?> result = real.get();
                lab.overtaken();
                return result;
            case EXISTS_OURS:
                real.get();
                return real.get();
            case FORBIDDEN:
                return ClusterResult.refused(RefusalReason.FORBIDDEN, "SSVirt's account may not " + name);
            case HALF_DONE:
                real.get();
                return ClusterResult.refused(RefusalReason.FORBIDDEN, "SSVirt's account may not do all of " + name);
            case NOT_FOUND:
                return hands.takeAway(arguments) ? real.get() : nothing(name);
            default:
                return hands.usurp(arguments)
                        ? real.get()
                        : new ClusterResult.Conflict<>("the object of " + name, "somebody");
        }
    }

    private static ClusterResult<?> nothing(String name) {
        return name.equals("templates.get")
                ? ClusterResult.applied(Optional.empty())
                : ClusterResult.refused(RefusalReason.NOT_FOUND, name + " was answered with 404");
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
