package io.ssvirt.itests.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.Distribution;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Figure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole server is killed ({@code kill -9}) while it works, and started again on what it left. The tests go on with the server that
 * the one before has left, because starting it takes longer than everything else.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServerTest {

    private static final int ANSWERED = 60;
    private static final Map<String, String> AS_SHIPPED = Map.of();
    // What a killed process has claimed is free sooner, and failing calls are not taken for a cluster that is away.
    private static final Map<String, String> PROMPT = Map.of(
            "SSVIRT_OPERATIONS_JOURNAL_CLAIM_LEASE", "PT6S",
            "SSVIRT_OPERATIONS_JOURNAL_WORKERS", "16",
            "SSVIRT_OPERATIONS_GATEWAY_BREAKER_CALLS", "1000");

    private static Distribution server;
    private static Realm acme;
    private static List<String> homes;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = Distribution.unpacked(folder, Map.of());
        HoldingBundle.installInto(server.home());
        begin(AS_SHIPPED);
        Api api = server.administrator();
        acme = new Realm(api, "acme");
        homes = acme.vdcs(api, "home", 20);
    }

    private static void begin(Map<String, String> environment) throws IOException {
        server.start(environment);
        server.awaitReady();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void killedInTheMiddleOfTwoHundredOperationsEveryTaskEndsOnceAndNothingIsLeftBehind() throws Exception {
        Api api = server.administrator();
        List<String> brief = acme.vdcs(api, "brief", 20);
        List<String> ending = acme.vapps(api, homes, "ending");
        List<String> machines = acme.vapps(api, homes, "running").stream()
                .map(vapp -> Realm.machine(api, vapp))
                .toList();
        acme.vapps(api, brief, "inside");
        List<Supplier<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            String home = homes.get(i);
            for (String word : List.of("red", "green", "blue")) {
                requests.add(() -> acme.createVdc(api, word + "-" + number));
                requests.add(() -> acme.instantiate(api, home, word));
            }
            requests.add(() -> Realm.power(api, machines.get(number), "powerOff"));
            requests.add(() -> Realm.power(api, machines.get(number), "reset"));
            requests.add(() -> acme.deleteVApp(api, ending.get(number)));
            requests.add(() -> acme.deleteVdc(api, brief.get(number)));
        }
        assertThat(requests).hasSize(200);

        Crowd crowd = new Crowd(requests, ANSWERED);
        crowd.awaitAnswers();
        server.kill();
        Instant killed = Instant.now();
        Map<String, Answer> answers = crowd.answers();
        assertThat(answers).as("answers before the kill").hasSizeLessThan(200);

        begin(PROMPT);
        Instant restarted = Instant.now();
        Judgement judgement = new Judgement(server.administrator(), server.data());
        judgement.awaitAgreement();
        Duration took = Duration.between(restarted, Instant.now());
        Map<String, JsonNode> ended = judgement.tasks();
        long resumed = ended.values().stream()
                .filter(task -> Instant.parse(task.at("/endTime").asText()).isAfter(killed))
                .count();
        assertThat(resumed).as("tasks that the restarted server has ended").isPositive();
        Figure.keep(
                "everything ended once after a kill amid 200 operations, " + answers.size() + " answered before it and "
                        + resumed + " ended after",
                "≤ 60 s",
                took.toMillis() + " ms");
        assertThat(ended.keySet()).as("what was answered is not lost").containsAll(answers.keySet());
        answers.forEach((task, answer) -> agrees(ended.get(task), answer));
        assertThat(judgement.tasks()).as("tasks, a moment later").isEqualTo(ended);
    }

    /** What a client was told to be finished must be finished, and as it was told. */
    private static void agrees(JsonNode task, Answer answer) {
        boolean finished = answer.status() == 204 || answer.status() == 201 && "READY".equals(answer.text("/status"));
        if (finished) {
            assertThat(task.at("/status").asText()).as("%s", task).isEqualTo("SUCCESS");
        }
    }

    @Test
    @Order(2)
    void killedBeforeTheClusterHasHeardOfItEveryOperationIsCarriedOut() throws Exception {
        assertThat(killedWhileHolding(HoldingActivator.SENT, "sent"))
                .isEqualTo(ends("ERROR")); // with the process went the values, which are never stored
    }

    @Test
    @Order(3)
    void killedBetweenTheClustersDeedAndItsAnswerNothingIsDoneTwice() throws Exception {
        assertThat(killedWhileHolding(HoldingActivator.DONE, "done")).isEqualTo(ends("SUCCESS"));
    }

    private static Map<String, String> ends(String ofInstantiation) {
        Map<String, String> ends = new TreeMap<>();
        for (String operation : List.of(
                "vdcCreateVdc",
                "vdcUpdateVdc",
                "vdcDeleteVdc",
                "vdcDeleteVapp",
                "vappPowerOff",
                "vdcUpdateVm",
                "vdcDeleteVm",
                "orgDelete")) {
            ends.put(operation, "SUCCESS");
        }
        ends.put("vdcInstantiateVapp", ofInstantiation);
        return ends;
    }

    /** Has one operation of each kind held at the same border, kills the server there, and returns how they ended. */
    private static Map<String, String> killedWhileHolding(String border, String name) throws Exception {
        Api api = server.administrator();
        Realm other = new Realm(api, "org-" + name);
        other.vapps(api, other.vdcs(api, "only", 1), "inside");
        List<String> places = acme.vdcs(api, name, 7);
        List<String> vapps = acme.vapps(api, places, "inside");
        String offVm = Realm.machine(api, vapps.get(4));
        String changedVm = Realm.machine(api, vapps.get(5));
        String deletedVm = Realm.machine(api, vapps.get(6));
        Set<String> before =
                new HashSet<>(new Judgement(api, server.data()).tasks().keySet());
        Files.deleteIfExists(server.data().resolve(HoldingActivator.HELD));
        Files.writeString(server.data().resolve(HoldingActivator.PLAN), border);

        List<Supplier<Answer>> requests = List.of(
                () -> acme.createVdc(api, name + "-new"),
                () -> acme.updateVdc(api, places.get(0), Map.of("isEnabled", false)),
                () -> acme.deleteVdc(api, places.get(1)),
                () -> acme.instantiate(api, places.get(2), "second"),
                () -> acme.deleteVApp(api, vapps.get(3)),
                () -> Realm.power(api, offVm, "powerOff"),
                () -> api.patch(Api.CLOUD + "/vms/" + Api.segment(changedVm), Map.of("description", "changed")),
                () -> api.delete(Api.CLOUD + "/vms/" + Api.segment(deletedVm) + "?force=true"),
                () -> other.delete(api));
        Crowd crowd = new Crowd(requests, 0);
        Awaitility.await("calls that are held")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> held().size() == requests.size());
        server.kill();
        crowd.answers();

        Files.delete(server.data().resolve(HoldingActivator.PLAN));
        begin(PROMPT);
        Judgement judgement = new Judgement(server.administrator(), server.data());
        judgement.awaitAgreement();
        Map<String, String> ends = new TreeMap<>();
        Map<String, JsonNode> tasks = new HashMap<>(judgement.tasks());
        tasks.keySet().removeAll(before);
        tasks.values()
                .forEach(task -> ends.put(
                        task.at("/operation").asText(), task.at("/status").asText()));
        return ends;
    }

    private static Set<String> held() throws IOException {
        Path file = server.data().resolve(HoldingActivator.HELD);
        return Files.exists(file) ? Set.copyOf(Files.readAllLines(file)) : Set.of();
    }
}
