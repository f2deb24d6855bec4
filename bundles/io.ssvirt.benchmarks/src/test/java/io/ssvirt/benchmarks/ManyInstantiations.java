package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.ssvirt.benchmarks.Figure.Goal;

/** P10: many instantiations at the same time, over many organizations: none fails, none starves, none costs more calls. */
final class ManyInstantiations implements Benchmark {

    private static final int ORGANIZATIONS = 20;
    private static final int EACH = 50;
    private static final int LANES = 5;
    private static final int SEQUENTIAL = 50;

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (SimulatedCloud cloud = new SimulatedCloud(lab, Map.of());
                Rest rest = new Rest(cloud.server(), cloud.server().administrator())) {
            List<Rest.Place> places = new ArrayList<>();
            for (int i = 0; i < ORGANIZATIONS; i++) {
                places.add(rest.place("org" + i));
            }
            cloud.calls(rest);
            for (int i = 0; i < SEQUENTIAL; i++) {
                rest.post(places.get(0).path(), places.get(0).body("s" + i));
            }
            SimulatedCloud.settled(rest, SEQUENTIAL);
            double one = cloud.calls(rest).size() / (double) SEQUENTIAL;
            long refused = storm(cloud.server(), cloud.server().administrator(), places);
            SimulatedCloud.settled(rest, SEQUENTIAL + ORGANIZATIONS * EACH - (int) refused);
            double many = cloud.calls(rest).size() / (double) (ORGANIZATIONS * EACH);
            long failed = cloud.database()
                    .number("select count(*) from tasks where operation = 'vdcInstantiateVapp' and status <>"
                            + " 'SUCCESS'");
            List<Long> ends = cloud.database()
                    .numbers("select max(ended_at) - min(started_at) from tasks where operation = 'vdcInstantiateVapp'"
                            + " and seq > (select seq from tasks where operation = 'vdcInstantiateVapp' order by seq"
                            + " offset "
                            + (SEQUENTIAL - 1) + " limit 1) group by organization_id order by 1");
            return List.of(
                    Figure.once(
                            "P10",
                            "1 000 instantiations over 20 organizations: failures",
                            Goal.atMost(0, ""),
                            refused + failed),
                    Figure.once(
                            "P10",
                            "slowest organization ÷ fastest (%s to %s s)"
                                    .formatted(
                                            Figure.number(ends.get(ends.size() - 1) / 1e6),
                                            Figure.number(ends.get(0) / 1e6)),
                            Goal.atMost(2, ""),
                            (double) ends.get(ends.size() - 1) / ends.get(0)),
                    Figure.once(
                            "P10",
                            "calls of the cluster for each ÷ one after the other (%s to %s)"
                                    .formatted(Figure.number(many), Figure.number(one)),
                            Goal.atMost(1.05, ""),
                            many / one));
        }
    }

    /** Every organization sends over connections of its own; returns how many requests were not accepted. */
    private static long storm(Server server, String token, List<Rest.Place> places)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(ORGANIZATIONS * LANES);
        try {
            List<Future<Long>> lanes = IntStream.range(0, ORGANIZATIONS * LANES)
                    .mapToObj(lane -> threads.submit(() -> lane(server, token, places.get(lane / LANES), lane % LANES)))
                    .toList();
            long refused = 0;
            for (Future<Long> lane : lanes) {
                refused += lane.get();
            }
            return refused;
        } catch (ExecutionException failed) {
            throw new IOException("the requests could not be sent", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long lane(Server server, String token, Rest.Place place, int lane) throws IOException {
        long refused = 0;
        try (Wire wire = new Wire(server.port())) {
            for (int i = 0; i < EACH / LANES; i++) {
                refused += wire.exchange(place.request(token, "m" + lane + "-" + i)) / 100 == 2 ? 0 : 1;
            }
        }
        return refused;
    }
}
