package io.ssvirt.itests.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.walk.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether database, tasks and cluster agree, as the API and the cluster's own file show them. */
final class Judgement {

    /** How soon after a restart everything must have come to its end. */
    static final Duration CONVERGENCE = Duration.ofSeconds(60);

    private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");
    private static final Set<String> UNDER_WAY = Set.of("INSTANTIATING", "DELETING");

    private final Api api;
    private final Path data;

    Judgement(Api api, Path data) {
        this.api = api;
        this.data = data;
    }

    /** Waits until every task has ended and the invariants hold. */
    void awaitAgreement() {
        Awaitility.await("agreement of database, tasks and cluster")
                .atMost(CONVERGENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(this::agree);
    }

    private void agree() throws IOException {
        assertThat(tasks().values())
                .as("I3: tasks that have not ended")
                .noneMatch(task -> OPEN.contains(task.at("/status").asText()));
        List<JsonNode> vdcs = all(Api.CLOUD + "/vdcs");
        List<JsonNode> vapps = all(Api.CLOUD + "/vapps");
        int machines = all(Api.CLOUD + "/vms").size();
        assertThat(vdcs).as("I2: VDCs").allMatch(vdc -> "READY"
                .equals(vdc.at("/status").asText()));
        assertThat(vapps)
                .as("I2: vApps")
                .noneMatch(vapp -> UNDER_WAY.contains(vapp.at("/status").asText()));
        try (ClusterFile cluster = new ClusterFile(data)) {
            assertThat(cluster.namespaces())
                    .as("I1, I2, I4: one namespace for each VDC and no other")
                    .containsExactlyElementsOf(ids(vdcs));
            assertThat(cluster.instances()).as("I1, I2: instances").containsExactlyElementsOf(ids(vapps));
            assertThat(cluster.secrets()).as("I1: Secrets").containsExactlyElementsOf(ids(vapps));
            assertThat(cluster.instanceUids())
                    .as("I1: owners of machines")
                    .containsAll(Set.copyOf(cluster.machineOwners()));
            assertThat(cluster.machineOwners()).as("I1, I2: machines").hasSize(machines);
        }
    }

    /** Returns the tasks by their ids; the same id twice is an error. */
    Map<String, JsonNode> tasks() {
        Map<String, JsonNode> tasks = new HashMap<>();
        all(Api.CLOUD + "/tasks")
                .forEach(task ->
                        assertThat(tasks.put(task.at("/id").asText(), task)).isNull());
        return tasks;
    }

    private static List<String> ids(List<JsonNode> entities) {
        return entities.stream()
                .map(entity -> entity.at("/id").asText())
                .map(urn -> urn.substring(urn.lastIndexOf(':') + 1))
                .sorted()
                .toList();
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode body = api.get(path + "?pageSize=100&sortAsc=id&page=" + page)
                    .is(200)
                    .body();
            body.at("/values").forEach(all::add);
            if (body.at("/values").size() < 100) {
                return all;
            }
        }
    }
}
