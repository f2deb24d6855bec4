package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.benchmarks.Figure.Goal;

/**
 * P3: statements that are sent to PostgreSQL for each kind of request, by its own statistics, and calls of the cluster for reads.
 *
 * <p>What is sent while nobody asks for anything is no request's, and what watching the cluster has mirrored into rows rests.
 */
final class StatementsAndCalls implements Benchmark {

    private static final Logger LOG = LoggerFactory.getLogger(StatementsAndCalls.class);
    private static final int ROUNDS = 5;
    private static final int READ_ROUNDS = 3;

    /** Longer than any timer that is at work all the time: the leases, the poll of the journal, the heartbeat of signals. */
    private static final long IDLE_MILLIS = 15_000;

    /**
     * What begins and ends a transaction moves no row, the counts are written by triggers alone, and that a removal takes longer than a
     * second is told in its task meanwhile. The same statement has several texts, so it is known by its number.
     */
    private static final String SEEN = "select queryid || ' ' || calls || ' x ' || query from pg_stat_statements where"
            + " query !~* '^(begin|commit|rollback|set|show|update (organization|total)_counts|update tasks set details)'"
            + " and query not like '%pg_stat_statements%' order by calls desc, query";

    /** Something that is done over REST. */
    @FunctionalInterface
    private interface Act {

        void run(Rest rest, int round) throws IOException;
    }

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (SimulatedCloud cloud = new SimulatedCloud(lab, Map.of())) {
            cloud.database().execute("create extension pg_stat_statements");
            try (Rest rest = new Rest(cloud.server(), cloud.server().administrator())) {
                Rest.Place place = rest.place("counted");
                rest.post(place.path(), place.body("first"));
                SimulatedCloud.settled(rest, 1);
                cloud.server().settle();
                cloud.calls(rest);
                for (Map.Entry<String, Act> read : reads(rest, place).entrySet()) {
                    figures.add(count(cloud, rest, read.getKey(), 1, read.getValue(), Set.of()));
                }
                figures.add(Figure.once(
                        "P3",
                        "all these reads: calls of the cluster",
                        Goal.atMost(0, ""),
                        cloud.calls(rest).size()));
                rest.text("/benchmark/unmirrored");
                Set<String> idle = idle(cloud);
                for (Map.Entry<String, Act> mutation : mutations(place).entrySet()) {
                    figures.add(count(cloud, rest, mutation.getKey(), 6, mutation.getValue(), idle));
                }
            }
        }
        return figures;
    }

    private static Map<String, Act> reads(Rest rest, Rest.Place place) throws IOException {
        JsonNode vapp = rest.get(Rest.CLOUD + "/vapps?pageSize=1").at("/values/0");
        Map<String, Act> reads = new LinkedHashMap<>();
        for (String list :
                List.of("orgs", "vdcs", "catalogs", "users", "roles", "vapps", "vms", "tasks", "sessions/current")) {
            reads.put("GET " + list, (client, round) -> client.get(Rest.CLOUD + "/" + list));
        }
        reads.put("GET one organization", (client, round) -> client.get(Rest.CLOUD + "/orgs/" + place.organization()));
        reads.put("GET one VDC", (client, round) -> client.get(Rest.CLOUD + "/vdcs/" + place.vdc()));
        reads.put(
                "GET one vApp",
                (client, round) ->
                        client.get(Rest.CLOUD + "/vapps/" + vapp.at("/id").asText()));
        String vm = rest.get(Rest.CLOUD + "/vms?pageSize=1").at("/values/0/id").asText();
        reads.put("GET one VM", (client, round) -> client.get(Rest.CLOUD + "/vms/" + vm));
        return reads;
    }

    /** In the order in which they are possible; the n-th deletes what the n-th created. */
    private static Map<String, Act> mutations(Rest.Place place) {
        Map<String, Act> mutations = new LinkedHashMap<>();
        List<String> organizations = new ArrayList<>();
        List<String> vdcs = new ArrayList<>();
        List<String> vapps = new ArrayList<>();
        String vdcPath = "/api/admin/org/" + place.organization() + "/vdcs";
        mutations.put(
                "create an organization",
                (rest, round) -> organizations.add(rest.post(Rest.CLOUD + "/orgs", "{\"name\":\"o-" + round + "\"}")
                        .at("/id")
                        .asText()));
        mutations.put(
                "create a VDC",
                (rest, round) ->
                        vdcs.add(rest.post(vdcPath, "{\"name\":\"v-" + round + "\",\"allocationModel\":\"Flex\"}")
                                .at("/id")
                                .asText()));
        mutations.put(
                "instantiate a template",
                (rest, round) -> vapps.add(rest.post(place.path(), place.body("a-" + round))
                        .at("/id")
                        .asText()));
        mutations.put(
                "delete a vApp",
                (rest, round) -> rest.delete(Rest.CLOUD + "/vapps/" + vapps.get(round) + "?force=true"));
        mutations.put("delete a VDC", (rest, round) -> rest.delete(vdcPath + "/" + vdcs.get(round)));
        mutations.put(
                "delete an organization",
                (rest, round) -> rest.delete(Rest.CLOUD + "/orgs/" + organizations.get(round)));
        return mutations;
    }

    /** The least of several rounds is what the request itself takes: others work on the same database meanwhile. */
    private static Figure count(SimulatedCloud cloud, Rest rest, String what, int most, Act act, Set<String> idle)
            throws IOException {
        int rounds = most == 1 ? READ_ROUNDS : ROUNDS;
        List<String> least = List.of();
        for (int round = 0; round < rounds; round++) {
            if (most > 1) {
                cloud.server().settle();
            }
            cloud.database().texts("select pg_stat_statements_reset()");
            act.run(rest, round);
            List<String> seen = cloud.database().texts(SEEN).stream()
                    .filter(line -> !idle.contains(number(line)))
                    .toList();
            least = round == 0 || sum(seen) < sum(least) ? seen : least;
        }
        LOG.info("{} in the least of {} rounds:\n{}", what, rounds, String.join("\n", least));
        return Figure.once("P3", what + ": statements", Goal.atMost(most, ""), sum(least));
    }

    /** Returns the statements that are sent while nobody asks for anything. */
    private static Set<String> idle(SimulatedCloud cloud) throws IOException {
        cloud.server().settle();
        cloud.database().texts("select pg_stat_statements_reset()");
        Pause.millis(IDLE_MILLIS);
        Set<String> idle = cloud.database().texts(SEEN).stream()
                .map(StatementsAndCalls::number)
                .collect(Collectors.toSet());
        LOG.info("Statements that are sent while nobody asks: {}", idle.size());
        return idle;
    }

    private static String number(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static double sum(List<String> seen) {
        return seen.stream()
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
