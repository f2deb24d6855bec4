package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ssvirt.benchmarks.Figure.Goal;

/** P8: from the start command to readiness; the first start of an empty system, and the start of a full one that has seen its cluster. */
final class StartTime implements Benchmark {

    private static final String IN_VIEW = "ssvirt_cluster_state{state=\"ready\"} 1";

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        List<Double> empty = new ArrayList<>();
        for (int run = 0; run < lab.runs(); run++) {
            try (Server server = lab.server(Map.of())) {
                empty.add(server.start().toNanos() / 1e9);
            }
        }
        List<Double> full = new ArrayList<>();
        List<Double> inView = new ArrayList<>();
        try (Cloud cloud = new Cloud(lab, Database.postgres(), DataSet.INVENTORY, Map.of())) {
            Server server = cloud.server();
            server.start();
            server.settle();
            server.stop();
            for (int run = 0; run < lab.runs(); run++) {
                long begun = System.nanoTime();
                full.add(server.start().toNanos() / 1e9);
                try (Rest rest = new Rest(server, "")) {
                    while (!rest.text("/metrics").contains(IN_VIEW)) {
                        Pause.millis(20);
                    }
                }
                inView.add((System.nanoTime() - begun) / 1e9);
                server.stop();
            }
        }
        return List.of(
                new Figure("P8", "first start of an empty system → ready", Goal.atMost(12, "s"), empty),
                new Figure("P8", "start with 10 000 VMs → ready", Goal.atMost(25, "s"), full),
                new Figure("P8", "start with 10 000 VMs → all of the cluster in view", Goal.atMost(25, "s"), inView));
    }
}
