package io.ssvirt.cluster.kubernetes.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.benchmarks.ClusterObjects;
import io.ssvirt.benchmarks.DataSet;
import io.ssvirt.cluster.spi.Observations.Health;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;

/** An event of a watch, and the machines of a vApp by the index against all machines. */
@State(Scope.Benchmark)
public class EventPath {

    private static final DataSet DATA = new DataSet(100, 1_000, 0, 0, 10_000);
    private static final UUID WANTED = DataSet.id("instance", 17);

    private final ObservedCluster observed = new ObservedCluster(
            new Announcer(new SameThread()),
            () -> new Health(null, "", Instant.EPOCH),
            InstancetypeSizes.COMMON,
            Discretion.NONE);
    private final ClusterObjects objects = new ClusterObjects(DATA);
    private final String event = event(objects.machine(17, "Paused", 20_000));
    private Feed machines;

    /** Lets ten thousand machines be seen. */
    @Setup
    public void fill() {
        fill(DATA.vapps());
    }

    /** Lets some of them be seen, the wanted one among them. */
    public void fill(int count) {
        machines = feed(Kind.MACHINE, observed.machineSink());
        Feed instances = feed(Kind.INSTANCE, observed.instanceSink());
        Feed guests = feed(Kind.GUEST, observed.guestSink());
        for (int i = 0; i < count; i++) {
            instances.take(event(objects.instance(i)));
            machines.take(event(objects.machine(i, "Running", i)));
            guests.take(event(objects.guest(i)));
        }
    }

    private static Feed feed(Kind kind, Sink sink) {
        KindWatch.Scope all = new KindWatch.Scope(kind, Optional.empty(), Optional.empty());
        return new Feed(all, new Answers(new KubernetesSerialization()), sink);
    }

    private static String event(String object) {
        return "{\"type\":\"MODIFIED\",\"object\":" + object + "}";
    }

    /** Takes an event of a machine into the observations. */
    @Benchmark
    public Object eventOfAMachine() {
        return machines.take(event);
    }

    /** Finds the machines of one vApp among ten thousand. */
    @Benchmark
    public Object machinesOfAVAppByIndex() {
        return observed.machinesOf(WANTED);
    }

    /** Finds the same without the index. */
    @Benchmark
    public Object machinesOfAVAppByScan() {
        return observed.machines().stream()
                .filter(machine -> machine.instanceUid().equals(Optional.of(WANTED)))
                .toList();
    }

    private static final class SameThread extends AbstractExecutorService {

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {
            // There is nothing to end.
        }

        @Override
        public java.util.List<Runnable> shutdownNow() {
            return java.util.List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) {
            return true;
        }
    }
}
