package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.ssvirt.benchmarks.Figure.Goal;
import io.ssvirt.cluster.kubernetes.internal.BareClient;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;

/** P4: creating a VDC over REST against a bare client that makes the same writes in the same two waves, on a real API server. */
final class VdcCreation implements Benchmark {

    private static final int WARM = 500;
    private static final int EACH_RUN = 40;

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

    private int number;

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        if (!TestCluster.isPossible()) {
            throw new IOException(TestCluster.HOW_TO_GET_ONE);
        }
        try (TestCluster cluster = new TestCluster();
                BareClient bare = new BareClient(cluster);
                Server server = lab.server(Map.of(
                        "SSVIRT_KUBECONFIG",
                        cluster.kubeconfig().toAbsolutePath().toString(),
                        "SSVIRT_CLUSTER_CALLS_PER_SECOND",
                        "0"))) {
            server.start();
            server.settle();
            try (Rest rest = new Rest(server, server.administrator())) {
                String organization = rest.post(Rest.CLOUD + "/orgs", "{\"name\":\"bench\"}")
                        .at("/id")
                        .asText();
                String path = "/api/admin/org/" + organization + "/vdcs";
                measure(rest, path, bare, WARM);
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

    /** Takes turns, so that whatever else the machine does falls on both. */
    private Histogram[] measure(Rest rest, String path, BareClient bare, int times) throws IOException {
        Histogram[] both = {new Histogram(3), new Histogram(3)};
        for (int i = 0; i < times; i++) {
            String name = "v" + number++;
            long begun = System.nanoTime();
            rest.post(path, "{\"name\":\"" + name + "\",\"allocationModel\":\"Flex\"}");
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
