package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.ssvirt.benchmarks.Figure.Goal;

/** P7: what each machine takes of the heap, by the JVM's own histogram, and whether the process lives in a small heap. */
final class MemoryOfMachines implements Benchmark {

    private static final double MEGABYTE = 1 << 20;
    private static final String HEAP =
            "-Xms64m -Xmx384m -Xss512k -XX:+UseSerialGC -XX:MetaspaceSize=160m -XX:ReservedCodeCacheSize=96m";

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        DataSet full = DataSet.INVENTORY;
        DataSet bare = new DataSet(full.organizations(), full.vdcs(), full.catalogs(), full.users(), 0);
        long without = live(lab, bare)[0];
        long[] with = live(lab, full);
        return List.of(
                Figure.once(
                        "P7",
                        "heap a VM, with its vApp and its TemplateInstance",
                        Goal.atMost(2_048, "bytes"),
                        (double) (with[0] - without) / full.vapps()),
                Figure.once("P7", "live heap, 1 000 VDCs and no VM", Goal.none("MB"), without / MEGABYTE),
                Figure.once(
                        "P7",
                        "live heap, 1 000 VDCs and 10 000 VMs, of 384 MB",
                        Goal.atMost(384, "MB"),
                        with[0] / MEGABYTE),
                Figure.once("P7", "resident memory of the process after load", Goal.none("MB"), with[1] / MEGABYTE),
                Figure.once("P7", "out of memory in the log, or a request that failed", Goal.atMost(0, ""), with[2]));
    }

    /** Returns live bytes, resident bytes, and how often memory ran out. */
    private static long[] live(Lab lab, DataSet data) throws IOException, InterruptedException {
        try (Cloud cloud = new Cloud(lab, Database.postgres(), data, Map.of("SSVIRT_JAVA_OPTS", HEAP))) {
            Server server = cloud.server();
            server.start();
            server.settle();
            String token = server.administrator();
            List<byte[]> requests = Stream.of("vms", "vapps", "vdcs", "orgs")
                    .map(list -> Wire.get(Rest.CLOUD + "/" + list + "?pageSize=100", token))
                    .toList();
            Load.Result result = new Load(server.port(), 8, requests).send(lab.round());
            // Threads hold on to what they answered last, which is to be the same with machines and without.
            Load.Result last = new Load(server.port(), 8, List.of(Wire.get(Rest.CLOUD + "/orgs?pageSize=1", token)))
                    .send(lab.round() / 4);
            server.settle();
            String histogram = server.process().histogram();
            Files.writeString(
                    Files.createDirectories(lab.folder().resolveSibling("raw"))
                            .resolve("P7-" + data.vapps() + "-vms.txt"),
                    histogram);
            long live = ProcessFigures.liveBytes(histogram);
            return new long[] {
                live, server.process().residentBytes(), result.failures() + last.failures() + outOfMemory(server)
            };
        }
    }

    private static long outOfMemory(Server server) throws IOException {
        try (Stream<Path> logs = Files.list(server.data().resolve("log"))) {
            long count = 0;
            for (Path log : logs.toList()) {
                count += Files.readAllLines(log).stream()
                        .filter(line -> line.contains("OutOfMemoryError"))
                        .count();
            }
            return count;
        }
    }
}
