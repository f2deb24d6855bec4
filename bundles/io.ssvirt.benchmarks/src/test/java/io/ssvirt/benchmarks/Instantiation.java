package io.ssvirt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

import io.ssvirt.benchmarks.Figure.Goal;

/**
 * P5: how long the answer to an instantiation takes, and how long after its acceptance the TemplateInstance is sent to the cluster.
 *
 * <p>The second counts from the moment that is written into the task, which is before its transaction commits: what is printed is
 * a little more than what the goal is about.
 */
final class Instantiation implements Benchmark {

    private static final String ACCEPTED =
            "select started_at from tasks where operation = 'vdcInstantiateVapp' order by seq";

    private int number;

    @Override
    public List<Figure> measure(Lab lab) throws IOException, InterruptedException {
        try (SimulatedCloud cloud = new SimulatedCloud(lab, Map.of())) {
            Server server = cloud.server();
            try (Rest rest = new Rest(server, server.administrator())) {
                Rest.Place place = rest.place("bench");
                instantiate(rest, place, lab.warmUp() / 200);
                server.settle();
                List<Double> answers = new ArrayList<>();
                List<Double> sent = new ArrayList<>();
                for (int run = 0; run < lab.runs(); run++) {
                    cloud.calls(rest);
                    int before = cloud.database().numbers(ACCEPTED).size();
                    answers.add(millis(instantiate(rest, place, lab.round() / 40)));
                    List<Long> accepted = cloud.database().numbers(ACCEPTED);
                    sent.add(delay(accepted.subList(before, accepted.size()), cloud.calls(rest)));
                }
                return List.of(
                        new Figure("P5", "instantiate: answer, p95", Goal.atMost(50, "ms"), answers),
                        new Figure(
                                "P5", "instantiate: accepted → sent to the cluster, p95", Goal.atMost(20, "ms"), sent));
            }
        }
    }

    private Histogram instantiate(Rest rest, Rest.Place place, int times) throws IOException {
        Histogram answers = new Histogram(3);
        for (int i = 0; i < times; i++) {
            String body = place.body("a" + number++);
            long begun = System.nanoTime();
            rest.post(place.path(), body);
            answers.recordValue(System.nanoTime() - begun);
        }
        return answers;
    }

    /** Requests were made one after the other, so the n-th call belongs to the n-th task. */
    private static double delay(List<Long> accepted, List<String> calls) throws IOException {
        List<Long> sent = calls.stream()
                .filter(call -> call.endsWith(" instances.ensure"))
                .map(call -> Long.parseLong(call.substring(0, call.indexOf(' '))))
                .toList();
        if (sent.size() != accepted.size()) {
            throw new IOException(sent.size() + " calls for " + accepted.size() + " tasks");
        }
        Histogram delays = new Histogram(3);
        for (int i = 0; i < sent.size(); i++) {
            delays.recordValue(Math.max(0, sent.get(i) - accepted.get(i)) * 1_000);
        }
        return millis(delays);
    }

    private static double millis(Histogram histogram) {
        return histogram.getValueAtPercentile(95) / 1e6;
    }
}
