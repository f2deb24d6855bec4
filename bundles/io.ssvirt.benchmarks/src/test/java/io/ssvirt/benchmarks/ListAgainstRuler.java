package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.ssvirt.benchmarks.Figure.Goal;
import io.ssvirt.benchmarks.inside.Ruler;

/** P1: an authorised page of VMs against a resource of the same server that answers the same bytes and does nothing for them. */
final class ListAgainstRuler implements Benchmark {

    private static final Duration OFTEN = Duration.ofMillis(2);

    @Override
    @SuppressWarnings("try") // what others commit is there for what it does meanwhile
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        Path answer = lab.folder().resolve("answer.json");
        try (Cloud cloud =
                new Cloud(lab, Database.postgres(), DataSet.INVENTORY, Map.of(Ruler.ANSWER, answer.toString()))) {
            Server server = cloud.server();
            InsideBundle.into(server.home());
            server.start();
            server.settle();
            byte[] list = Wire.get(Rest.CLOUD + "/vms?pageSize=25", server.administrator());
            byte[] ruler = Wire.get("/benchmark/bytes", "");
            try (Wire wire = new Wire(server.port())) {
                check(wire.exchange(list));
                Files.write(answer, wire.body());
                check(wire.exchange(Wire.get("/benchmark/renew", "")));
            }
            new Load(server.port(), 16, List.of(list, ruler)).send(lab.warmUp()).withoutFailures();
            server.settle();
            Ratio tail = new Ratio();
            Ratio throughput = new Ratio();
            Ratio cpu = new Ratio();
            for (int run = 0; run < lab.runs(); run++) {
                Measured ours = measure(server, list, lab.round());
                Measured theirs = measure(server, ruler, lab.round());
                tail.add(ours.result().millis(99), theirs.result().millis(99));
                throughput.add(ours.result().perSecond(), theirs.result().perSecond());
                cpu.add(ours.cpuMillis(), theirs.cpuMillis());
            }
            Ratio whileChanging = new Ratio();
            try (Unrest unrest = cloud.database().unrest(OFTEN)) {
                for (int run = 0; run < lab.runs(); run++) {
                    Measured ours = measure(server, list, lab.round());
                    whileChanging.add(
                            ours.result().perSecond(),
                            measure(server, ruler, lab.round()).result().perSecond());
                }
            }
            String what = "VM list (25 of 10 000), 16 connections, ÷ no-op resource: ";
            return List.of(
                    whileChanging.figure(
                            "P1", what + "throughput while others commit 500 times a second", Goal.none(""), "/s"),
                    tail.figure("P1", what + "p99", Goal.atMost(2, ""), "ms"),
                    throughput.figure("P1", what + "throughput", Goal.atLeast(0.6, ""), "/s"),
                    cpu.figure("P1", what + "CPU a request", Goal.none(""), "ms"));
        }
    }

    private record Measured(Load.Result result, double cpuMillis) {}

    private static Measured measure(Server server, byte[] request, int count) throws IOException, InterruptedException {
        double before = server.process().cpu().toNanos() / 1e6;
        Load.Result result =
                new Load(server.port(), 16, List.of(request)).send(3L * count).withoutFailures();
        return new Measured(result, (server.process().cpu().toNanos() / 1e6 - before) / result.requests());
    }

    private static void check(int status) throws IOException {
        if (status != 200) {
            throw new IOException("answered " + status);
        }
    }
}
