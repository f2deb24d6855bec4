package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.benchmarks.Figure.Goal;

/** P11: one comparison of database and cluster, and what it asks the API server. */
final class SweepTime implements Benchmark {

    private static final Logger LOG = LoggerFactory.getLogger(SweepTime.class);

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (Cloud cloud = new Cloud(lab, Database.postgres(), DataSet.INVENTORY, Map.of())) {
            Server server = cloud.server();
            server.start();
            server.settle();
            try (Rest rest = new Rest(server, server.administrator())) {
                List<Double> seconds = new ArrayList<>();
                List<Double> compared = new ArrayList<>();
                double differences = 0;
                cloud.cluster().forget();
                for (int run = 0; run < lab.runs(); run++) {
                    long begun = System.nanoTime();
                    JsonNode sweep = rest.post(Rest.CLOUD + "/drift/actions/sweep", "");
                    seconds.add((System.nanoTime() - begun) / 1e9);
                    compared.add(sweep.at("/compared").asDouble());
                    differences =
                            rest.get(Rest.CLOUD + "/drift").at("/resultTotal").asDouble();
                }
                List<String> lists = cloud.cluster().calls().stream()
                        .filter(call -> call.startsWith("GET") && !call.contains("watch=true"))
                        .toList();
                lists.forEach(call -> LOG.info("Asked during the sweeps: {}", call));
                return List.of(
                        new Figure("P11", "sweep of 1 000 VDCs and 10 000 VMs", Goal.atMost(2, "s"), seconds),
                        Figure.once("P11", "LIST calls of these sweeps", Goal.atMost(0, ""), lists.size()),
                        new Figure(
                                "P11",
                                "objects compared",
                                Goal.atLeast(DataSet.INVENTORY.vdcs() + DataSet.INVENTORY.vapps(), ""),
                                compared),
                        Figure.once("P11", "differences found", Goal.atMost(0, ""), differences));
            }
        }
    }
}
