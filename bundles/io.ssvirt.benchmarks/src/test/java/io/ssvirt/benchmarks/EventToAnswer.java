package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.HdrHistogram.Histogram;

import io.ssvirt.benchmarks.Figure.Goal;

/** P6: from an event of the API server to an answer over REST that has it, at a steady rate and with many machines. */
final class EventToAnswer implements Benchmark {

    private static final int A_SECOND = 100;
    private static final int EVENTS = 1_000;
    private static final int WATCHERS = 24;
    private static final long GIVEN_UP = 10_000_000_000L;

    /** Clients that ask without end would keep from the processors what they wait for. */
    private static final long BETWEEN_LOOKS = 20;

    private static final Pattern VERSION = Pattern.compile("version ([0-9]+)\"");

    /** An event that was sent. */
    private record Sent(int machine, long version, long at) {}

    private static final Sent LAST = new Sent(0, 0, 0);

    private long version = 1_000_000;

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (Cloud cloud = new Cloud(lab, Database.postgres(), DataSet.INVENTORY, Map.of())) {
            Server server = cloud.server();
            server.start();
            server.settle();
            String token = server.administrator();
            events(cloud, token);
            List<Double> tails = new ArrayList<>();
            List<Double> medians = new ArrayList<>();
            for (int run = 0; run < lab.runs(); run++) {
                Histogram took = events(cloud, token);
                tails.add(took.getValueAtPercentile(99) / 1e6);
                medians.add(took.getValueAtPercentile(50) / 1e6);
            }
            String what = "VM event → GET of the VM shows it, 100 events/s, 10 000 VMs: ";
            return List.of(
                    new Figure("P6", what + "p99", Goal.atMost(300, "ms"), tails),
                    new Figure("P6", what + "p50", Goal.none("ms"), medians));
        }
    }

    private Histogram events(Cloud cloud, String token) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(WATCHERS);
        BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
        try {
            List<Future<Histogram>> watchers = new ArrayList<>();
            for (int i = 0; i < WATCHERS; i++) {
                watchers.add(threads.submit(() -> watch(cloud.server(), token, sent)));
            }
            ClusterObjects objects = new ClusterObjects(DataSet.INVENTORY);
            long begun = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                Pause.until(begun + i * 1_000_000_000L / A_SECOND);
                int machine = (int) (version * 7919 % DataSet.INVENTORY.vapps());
                String object = objects.machine(machine, "Running", version);
                sent.add(new Sent(machine, version++, System.nanoTime()));
                cloud.cluster().send(ClusterObjects.MACHINES, "MODIFIED", object);
            }
            for (int i = 0; i < WATCHERS; i++) {
                sent.add(LAST);
            }
            Histogram all = new Histogram(3);
            for (Future<Histogram> watcher : watchers) {
                all.add(watcher.get());
            }
            return all;
        } catch (ExecutionException failed) {
            throw new IOException("an event was not seen", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Histogram watch(Server server, String token, BlockingQueue<Sent> sent)
            throws IOException, InterruptedException {
        Histogram took = new Histogram(3);
        try (Wire wire = new Wire(server.port())) {
            for (Sent event = sent.take(); event != LAST; event = sent.take()) {
                byte[] request = Wire.get(Rest.CLOUD + "/vms/" + id(event.machine()), token);
                while (wire.exchange(request) != 200 || shown(wire.body()) < event.version()) {
                    if (System.nanoTime() - event.at() > GIVEN_UP) {
                        throw new IOException(DataSet.machine(event.machine()) + " never showed version "
                                + event.version() + ": " + new String(wire.body(), StandardCharsets.UTF_8));
                    }
                    Pause.millis(BETWEEN_LOOKS);
                }
                took.recordValue(System.nanoTime() - event.at());
            }
        }
        return took;
    }

    /** The version in an answer, 0 when there is none. A later one may have overtaken the one that is waited for. */
    private static long shown(byte[] body) {
        Matcher version = VERSION.matcher(new String(body, StandardCharsets.UTF_8));
        return version.find() ? Long.parseLong(version.group(1)) : 0;
    }

    /** The id that every replica gives to the machine of that name in that vApp. */
    private static String id(int machine) {
        String name = "vm/" + DataSet.id("vapp", machine) + "/" + DataSet.machine(machine);
        return "urn:vcloud:vm:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
