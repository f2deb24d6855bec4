package io.ssvirt.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ssvirt.benchmarks.Figure.Goal;

/** P2: how the time of a list grows with its rows, and with the number of the page; two systems side by side. */
final class ListGrowth implements Benchmark {

    /** While the servers warm up, so that they get to know both ways to an answer. */
    private static final Duration OFTEN = Duration.ofMillis(1);

    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final List<String> LISTS = List.of("vms", "vapps", "vdcs", "orgs", "catalogs", "users");

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (Cloud small = cloud(lab, FEW);
                Cloud large = cloud(lab, MANY)) {
            small.started();
            large.started();
            byte[][] few = requests(small.server(), 1);
            byte[][] first = requests(large.server(), 1);
            byte[][] late = requests(large.server(), DataSet.ofRows(MANY).vapps() / 25);
            warm(lab, small, List.of(few));
            warm(lab, large, List.of(first));
            warm(lab, large, List.of(late));
            Map<String, Ratio> rows = new LinkedHashMap<>();
            Map<String, Ratio> pages = new LinkedHashMap<>();
            for (int run = 0; run < lab.runs(); run++) {
                for (int i = 0; i < LISTS.size(); i++) {
                    double of100 = median(small, few[i], lab.round() / 4);
                    double of10000 = median(large, first[i], lab.round() / 4);
                    double page400 = median(large, late[i], lab.round() / 4);
                    rows.computeIfAbsent(LISTS.get(i), list -> new Ratio()).add(of10000, of100);
                    pages.computeIfAbsent(LISTS.get(i), list -> new Ratio()).add(page400, of10000);
                }
            }
            List<Figure> figures = new ArrayList<>();
            rows.forEach((list, ratio) -> figures.add(
                    ratio.figure("P2", list + ": 10 000 rows ÷ 100 rows, p50", Goal.atMost(1.3, ""), "ms")));
            pages.forEach((list, ratio) ->
                    figures.add(ratio.figure("P2", list + ": page 400 ÷ page 1, p50", Goal.atMost(1.5, ""), "ms")));
            return figures;
        }
    }

    private static Cloud cloud(Lab lab, int rows) throws IOException, InterruptedException {
        return new Cloud(lab, Database.postgres(), DataSet.ofRows(rows), Map.of());
    }

    private static byte[][] requests(Server server, int page) throws IOException, InterruptedException {
        String token = server.administrator();
        return LISTS.stream()
                .map(list -> Wire.get(Rest.CLOUD + "/" + list + "?pageSize=25&page=" + page, token))
                .toArray(byte[][]::new);
    }

    @SuppressWarnings("try") // what others commit is there for what it does meanwhile
    private static void warm(Lab lab, Cloud cloud, List<byte[]> requests) throws IOException, InterruptedException {
        try (Unrest others = cloud.database().unrest(OFTEN)) {
            new Load(cloud.server().port(), 4, requests).send(lab.warmUp() / 3).withoutFailures();
        }
        cloud.server().settle();
    }

    /** Commits something before each request, because a page that is given out again costs the same whatever is in the table. */
    private static double median(Cloud cloud, byte[] request, int count) throws IOException {
        long[] nanos = new long[count];
        try (Wire wire = new Wire(cloud.server().port());
                Connection other = cloud.database().visitor();
                Statement commit = other.createStatement()) {
            commit.execute("set synchronous_commit = off");
            for (int sent = 0; sent < count; sent++) {
                commit.execute(Unrest.COMMIT);
                long begun = System.nanoTime();
                int status = wire.exchange(request);
                nanos[sent] = System.nanoTime() - begun;
                if (status != 200) {
                    throw new IOException("a list answered " + status);
                }
            }
        } catch (SQLException failed) {
            throw new IOException("nobody else committed", failed);
        }
        Arrays.sort(nanos);
        return nanos[count / 2] / 1e6;
    }
}
