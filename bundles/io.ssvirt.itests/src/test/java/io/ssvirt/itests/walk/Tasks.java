package io.ssvirt.itests.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import static io.ssvirt.itests.walk.Api.CLOUD;

/** The tasks of the whole system, as an administrator reads them. */
public final class Tasks {

    private static final Set<String> FINAL = Set.of("SUCCESS", "ERROR", "ABORTED");

    private final Api api;

    /** Reads as somebody who sees all tasks. */
    public Tasks(Api administrator) {
        this.api = administrator;
    }

    /** Reads all, the newest first. */
    public List<JsonNode> all() {
        List<JsonNode> tasks = new ArrayList<>();
        for (int page = 1; ; page++) {
            Answer answer = api.get(CLOUD + "/tasks?pageSize=100&page=" + page).is(200);
            answer.body().at("/values").forEach(tasks::add);
            if (page >= answer.body().at("/pageCount").asInt()) {
                return tasks;
            }
        }
    }

    /** Reads those that ended otherwise than they were meant to. */
    public List<JsonNode> unsuccessful() {
        return all().stream()
                .filter(task -> !"SUCCESS".equals(task.at("/status").asText()))
                .toList();
    }

    /** Waits until every task has ended. */
    public void awaitEnds(Duration patience) {
        Awaitility.await("every task ends")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> all().stream()
                                .filter(task ->
                                        !FINAL.contains(task.at("/status").asText()))
                                .toList(),
                        List::isEmpty);
    }
}
