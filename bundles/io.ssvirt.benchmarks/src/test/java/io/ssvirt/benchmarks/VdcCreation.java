package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.HdrHistogram.Histogram;

import io.ssvirt.benchmarks.Figure.Goal;
import io.ssvirt.cluster.kubernetes.internal.BareClient;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;

/** P4: creating a VDC over REST against a bare client that makes the same writes in the same two waves, on a real API server. */
final class VdcCreation implements Benchmark {

    /** Creations before anything counts, over several connections; a few hundred leave the JVM compiling in the middle of the figures. */
    private static final int WARM = 3_000;

    private static final int LANES = 4;
    private static final int IN_TURNS = 200;
    private static final int EACH_RUN = 60;

    /** The usual quota of a VDC. */
    private static final Map<String, String> QUOTA = new LinkedHashMap<>();

    static {
        QUOTA.put("pods", "50");
        QUOTA.put("persistentvolumeclaims", "20");
        QUOTA.put("services", "10");
        QUOTA.put("secrets", "50");
        QUOTA.put("configmaps", "50");
        QUOTA.put("count/virtualmachines.kubevirt.io", "50");
    }

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        if (!TestCluster.isPossible()) {
            throw new IOException(TestCluster.HOW_TO_GET_ONE);
        }
        try (TestCluster cluster = new TestCluster();
                BareClient bare = new BareClient(cluster);
                Database database = Database.postgres();
                Server server = lab.server(environment(cluster, database))) {
            server.start();
            server.settle();
            String path;
            try (Rest rest = new Rest(server, server.administrator())) {
                String organization = rest.post(Rest.CLOUD + "/orgs", "{\"name\":\"bench\"}")
                        .at("/id")
                        .asText();
                path = "/api/admin/org/" + organization + "/vdcs";
            }
            warmUp(server, path);
            try (Rest rest = new Rest(server, server.administrator())) {
                measure(rest, path, bare, IN_TURNS);
                Ratio ratio = new Ratio();
                for (int run = 0; run < lab.runs(); run++) {
                    Histogram[] both = measure(rest, path, bare, EACH_RUN);
                    ratio.add(millis(both[0]), millis(both[1]));
                }
                return List.of(
                        ratio.figure("P4", "create a VDC ÷ bare client, p50", Goal.atMost(1.3, ""), "ms"),
                        Figure.once("P4", "writes of the bare client", Goal.none(""), bare.writes(QUOTA)));
            }
        }
    }

    private static Map<String, String> environment(TestCluster cluster, Database database) throws IOException {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put(
                "SSVIRT_KUBECONFIG", cluster.kubeconfig().toAbsolutePath().toString());
        environment.put("SSVIRT_CLUSTER_CALLS_PER_SECOND", "0");
        return environment;
    }

    private void warmUp(Server server, String path) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            String token = server.administrator();
            List<Future<Void>> lanes = threads.invokeAll(Collections.nCopies(LANES, () -> {
                try (Rest rest = new Rest(server, token)) {
                    for (int i = 0; i < WARM / LANES; i++) {
                        create(rest, path);
                    }
                }
                return null;
            }));
            for (Future<Void> lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException("the server could not be warmed up", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
        server.settle();
    }

    private String create(Rest rest, String path) throws IOException {
        String name = "v" + number.getAndIncrement();
        rest.post(path, "{\"name\":\"" + name + "\",\"allocationModel\":\"Flex\"}");
        return name;
    }

    /** Takes turns, so that whatever else the machine does falls on both. */
    private Histogram[] measure(Rest rest, String path, BareClient bare, int times) throws IOException {
        Histogram[] both = {new Histogram(3), new Histogram(3)};
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            String name = create(rest, path);
            long between = System.nanoTime();
            bare.create("bare-" + name, QUOTA);
            both[0].recordValue(between - begun);
            both[1].recordValue(System.nanoTime() - between);
        }
        return both;
    }

    private static double millis(Histogram histogram) {
        return histogram.getValueAtPercentile(50) / 1e6;
    }
}
