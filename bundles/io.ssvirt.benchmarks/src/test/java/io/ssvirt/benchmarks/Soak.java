package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.ssvirt.benchmarks.Figure.Goal;

/**
 * P12: a day's requests in minutes: logins, instantiations, reads and deletions by several users at once. What grows and does not
 * shrink again shows as a ratio of the end to the moment after the warm-up. What a system keeps for days it keeps for a minute here.
 */
final class Soak implements Benchmark {

    private static final int USERS = 8;
    /** Between an instantiation and its removal, so that a day has some 2 900 of each. */
    private static final int READS = 600;

    private static final int CYCLES_A_LOGIN = 5;
    /** Looks at the database, two a second, until what is to be forgotten counts as kept. */
    private static final int PATIENCE = 360;
    /** So many looks in which the number of connections stays the same: the pool looks for idle ones each half minute. */
    private static final int STEADY = 90;

    private static final double A_SECOND = 20;
    /** Of a handful of connections, one is more than a tenth. */
    private static final String CONNECTIONS = "connections of the database";

    private static final List<String> LISTS =
            List.of("vms", "vapps", "vdcs", "orgs", "catalogs", "tasks", "sessions/current");
    private static final Map<String, String> SHORT_MEMORY = Map.of(
            "SSVIRT_OPERATIONS_RETENTION_EVERY", "PT5S",
            "SSVIRT_OPERATIONS_RETENTION_TASKS", "PT30S",
            "SSVIRT_OPERATIONS_RETENTION_TOMBSTONES", "PT30S",
            "SSVIRT_DATABASE_CONN_MAX_IDLE_TIME", "PT10S",
            "SSVIRT_AUDIT_EVERY", "PT5S",
            "SSVIRT_AUDIT_RETENTION", "PT30S");

    /** As often in these minutes as PostgreSQL cleans up in a day. */
    private static final Map<String, String> QUICK_CLEANING = Map.of("autovacuum_naptime", "1s");

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (SimulatedCloud cloud = new SimulatedCloud(lab, SHORT_MEMORY, QUICK_CLEANING)) {
            List<Rest.Place> places = places(cloud.server());
            Duration warmUp = lab.soak().dividedBy(5);
            long[] first = work(cloud.server(), places, warmUp);
            Map<String, Double> before = state(cloud);
            List<String> tables = tables(cloud);
            long[] done = work(cloud.server(), places, lab.soak().minus(warmUp));
            Map<String, Double> after = state(cloud);
            keep(lab, tables, tables(cloud));
            done[0] += first[0];
            done[1] += first[1];
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.once("P12", "requests sent", Goal.none(""), done[0]));
            figures.add(Figure.once(
                    "P12",
                    "hours of 20 requests a second that these are",
                    Goal.atLeast(24, "h"),
                    done[0] / A_SECOND / 3600));
            figures.add(Figure.once("P12", "requests that failed", Goal.atMost(0, ""), done[1]));
            before.forEach((what, then) -> figures.add(Figure.once(
                    "P12",
                    "%s: end ÷ after warm-up (%s to %s)"
                            .formatted(what, Figure.number(after.get(what)), Figure.number(then)),
                    Goal.atMost(what.equals(CONNECTIONS) ? (then + 1) / then : 1.1, ""),
                    after.get(what) / then)));
            return figures;
        }
    }

    /** What the database consists of, largest first. */
    private static List<String> tables(SimulatedCloud cloud) throws IOException {
        return cloud.database()
                .texts(
                        "select pg_total_relation_size(c.oid) || ' ' || c.relname || ', indexes ' || pg_indexes_size(c.oid)"
                                + " || ', rows ' || coalesce(s.n_live_tup, 0) || ', dead ' || coalesce(s.n_dead_tup, 0)"
                                + " from pg_class c left join pg_stat_all_tables s on s.relid = c.oid"
                                + " where c.relkind = 'r' order by pg_total_relation_size(c.oid) desc limit 20");
    }

    private static void keep(Lab lab, List<String> before, List<String> after) throws IOException {
        List<String> lines = new ArrayList<>(List.of("After the warm-up:"));
        lines.addAll(before);
        lines.add("At the end:");
        lines.addAll(after);
        Path raw = Files.createDirectories(lab.folder().resolveSibling("raw"));
        Files.write(raw.resolve("P12-tables.txt"), lines);
    }

    private static List<Rest.Place> places(Server server) throws IOException, InterruptedException {
        try (Rest rest = new Rest(server, server.administrator())) {
            List<Rest.Place> places = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                places.add(rest.place("soak" + user));
            }
            return places;
        }
    }

    /** What there is when everything has come to rest and what is to be forgotten is forgotten. */
    private static Map<String, Double> state(SimulatedCloud cloud) throws IOException, InterruptedException {
        String kept = "select (select count(*) from tasks) + (select count(*) from audit_events)";
        for (int looks = 0; looks < PATIENCE && cloud.database().number(kept) > 0; looks++) {
            Pause.millis(500);
        }
        try (Rest rest = new Rest(cloud.server(), cloud.server().administrator())) {
            cloud.calls(rest);
        }
        cloud.server().settle();
        long connections = restingConnections(cloud.database());
        cloud.database().execute("vacuum");
        Map<String, Double> state = new LinkedHashMap<>();
        state.put("live heap, MB", cloud.server().process().liveBytes() / 1e6);
        state.put("threads", (double) cloud.server().process().threads());
        state.put(CONNECTIONS, (double) connections);
        state.put("database, MB", cloud.database().number("select pg_database_size('postgres')") / 1e6);
        return state;
    }

    /** Returns how many connections stay when those that nobody needs are closed. */
    private static long restingConnections(Database database) throws IOException, InterruptedException {
        String question = "select count(*) from pg_stat_activity where application_name like 'ssvirt-%'";
        long last = database.number(question);
        for (int looks = 0, same = 0; looks < PATIENCE && same < STEADY; looks++) {
            Pause.millis(500);
            long now = database.number(question);
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    /** Returns how many requests were sent, and how many failed. */
    private static long[] work(Server server, List<Rest.Place> places, Duration time)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            long end = System.nanoTime() + time.toNanos();
            List<Future<long[]>> users = new ArrayList<>();
            for (Rest.Place place : places) {
                users.add(threads.submit(() -> user(server, place, end)));
            }
            long[] all = new long[2];
            for (Future<long[]> user : users) {
                all[0] += user.get()[0];
                all[1] += user.get()[1];
            }
            return all;
        } catch (ExecutionException failed) {
            throw new IOException("a user could not work", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] user(Server server, Rest.Place place, long end) throws IOException, InterruptedException {
        long[] counts = new long[2];
        while (System.nanoTime() < end) {
            try (Rest rest = new Rest(server, server.administrator())) {
                for (int cycle = 0; cycle < CYCLES_A_LOGIN && System.nanoTime() < end; cycle++) {
                    cycle(rest, place, cycle, counts);
                }
                count(counts, rest.status("DELETE", Rest.CLOUD + "/sessions/current", ""));
            }
        }
        return counts;
    }

    private static void cycle(Rest rest, Rest.Place place, int cycle, long[] counts) throws IOException {
        String vapp = rest.post(place.path(), place.body("s" + cycle + "-" + System.nanoTime() % 1_000_000_000))
                .at("/id")
                .asText();
        counts[0]++;
        for (int i = 0; i < READS; i++) {
            count(counts, rest.status("GET", Rest.CLOUD + "/" + LISTS.get(i % LISTS.size()), ""));
        }
        count(counts, rest.status("DELETE", Rest.CLOUD + "/vapps/" + vapp + "?force=true", ""));
    }

    private static void count(long[] counts, int status) {
        counts[0]++;
        counts[1] += status / 100 == 2 ? 0 : 1;
    }
}
