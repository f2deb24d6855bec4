package io.ssvirt.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ssvirt.benchmarks.Figure.Goal;

/**
 * P9: what an authenticated read costs, on PostgreSQL and with an API server outside of the process, as the figures of the existing
 * Go implementation were taken: processor time of the server's process and median at one connection, throughput and tail at 16.
 */
final class ReadPath implements Benchmark {

    private static final String CLOUD = "/cloudapi/1.0.0";
    private static final double SHARE = 3;
    private static final double TAIL_MILLIS = 15;
    private static final String WATCHED = "organizations, a second process connected: ";

    /**
     * One read and what the Go implementation needs for it.
     *
     * @param cpu milliseconds of processor time
     * @param median milliseconds
     * @param perSecond requests a second at 16 connections; 0 where it was not taken
     */
    private record Read(String what, String path, boolean tenant, double cpu, double median, double perSecond) {

        byte[] request(String administrator, String user) {
            return Wire.get(CLOUD + path, tenant ? user : administrator);
        }
    }

    private static final List<Read> READS = List.of(
            new Read("organizations (25 of 101)", "/orgs", false, 0.74, 0.82, 2020),
            new Read("VDCs (25 of 1 000)", "/vdcs", false, 1.0, 1.40, 1345),
            new Read("VDCs of a tenant (10)", "/vdcs", true, 0.77, 0.87, 0),
            new Read("catalogs (25 of 300)", "/catalogs", false, 7.0, 7.5, 0),
            new Read("users (25 of 1 002)", "/users", false, 1.45, 1.66, 0));

    /** All numbers of one read. */
    private static final class Numbers {
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> median = new ArrayList<>();
        private final List<Double> perSecond = new ArrayList<>();
        private final List<Double> tail = new ArrayList<>();
    }

    @Override
    @SuppressWarnings("try") // that somebody is connected is all that it takes
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (Cloud cloud = new Cloud(lab, Database.postgres(), DataSet.PROVIDER, Map.of())) {
            Server server = cloud.server();
            server.start();
            server.settle();
            String administrator = server.administrator();
            String user = server.login(DataSet.user(0) + "@" + DataSet.organization(0), SeededRows.PASSWORD);
            List<byte[]> requests = READS.stream()
                    .map(read -> read.request(administrator, user))
                    .toList();
            new Load(server.port(), 16, requests).send(lab.warmUp()).withoutFailures();
            server.settle();
            List<Numbers> numbers = READS.stream().map(read -> new Numbers()).toList();
            for (int run = 0; run < lab.runs(); run++) {
                for (int read = 0; read < READS.size(); read++) {
                    measure(server, lab.round(), requests.get(read), numbers.get(read));
                }
            }
            Numbers watched = new Numbers();
            try (Connection other = cloud.database().visitor()) {
                for (int run = 0; run < lab.runs(); run++) {
                    measure(server, lab.round(), requests.get(0), watched);
                }
            } catch (SQLException failed) {
                throw new IOException("nobody else was connected", failed);
            }
            List<Figure> figures = figures(numbers);
            figures.add(new Figure("P9", WATCHED + "CPU a request, 1 connection", Goal.none("ms"), watched.cpu));
            figures.add(new Figure("P9", WATCHED + "p50, 1 connection", Goal.none("ms"), watched.median));
            figures.add(new Figure("P9", WATCHED + "throughput, 16 connections", Goal.none("/s"), watched.perSecond));
            return figures;
        }
    }

    private static void measure(Server server, int count, byte[] request, Numbers numbers)
            throws IOException, InterruptedException {
        Duration before = server.process().cpu();
        Load.Result alone =
                new Load(server.port(), 1, List.of(request)).send(count).withoutFailures();
        numbers.cpu.add(server.process().cpu().minus(before).toNanos() / 1e6 / alone.requests());
        numbers.median.add(alone.millis(50));
        Load.Result many =
                new Load(server.port(), 16, List.of(request)).send(3L * count).withoutFailures();
        numbers.perSecond.add(many.perSecond());
        numbers.tail.add(many.millis(99));
    }

    private static List<Figure> figures(List<Numbers> numbers) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < READS.size(); i++) {
            Read read = READS.get(i);
            Numbers taken = numbers.get(i);
            String name = read.what() + ": ";
            figures.add(new Figure(
                    "P9", name + "CPU a request, 1 connection", Goal.atMost(read.cpu() / SHARE, "ms"), taken.cpu));
            figures.add(new Figure(
                    "P9", name + "p50, 1 connection (Go: " + read.median() + ")", Goal.none("ms"), taken.median));
            figures.add(new Figure(
                    "P9",
                    name + "throughput, 16 connections",
                    read.perSecond() > 0 ? Goal.atLeast(SHARE * read.perSecond(), "/s") : Goal.none("/s"),
                    taken.perSecond));
            figures.add(new Figure("P9", name + "p99, 16 connections", Goal.atMost(TAIL_MILLIS, "ms"), taken.tail));
        }
        return figures;
    }
}
