package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.identity.internal.Hands;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the statements of one request until it is answered: accepting it, whatever its attempt reads, its fenced end, and the event of
 * the audit trail. The projection of what is observed rests meanwhile.
 */
abstract class CountedStatements extends OverHttp {

    static final int MOST = 6;

    /** What users are told about a removal that takes longer than a moment, as it does on a busy machine. */
    private static final String WAITING = "UPDATE tasks SET PROGRESS";

    private String item = "";
    List<String> sent = List.of();

    abstract TestDatabase database();

    @Override
    RealCloud cloud(Path secrets, Hands clock) {
        return new RealCloud(database(), secrets, clock, settings());
    }

    /** No poll and no heartbeat of the journal while statements are counted. */
    Map<String, Object> settings() {
        return Map.of("poll__every", "PT1H", "claim__lease", "PT3H");
    }

    Answer costs(int most, int status, Supplier<Answer> request) {
        List<Answer> answers = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch rests = new CountDownLatch(1);
        cloud.statusThread.execute(() -> {
            rests.countDown();
            await(done);
        });
        await(rests);
        sent = cloud.database.statementsOf(() -> answers.add(request.get())).stream()
                .filter(statement -> !statement.regionMatches(true, 0, WAITING, 0, WAITING.length()))
                .toList();
        done.countDown();
        Answer answer = answers.get(0);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(sent).as(String.join("\n", sent)).hasSizeLessThanOrEqualTo(most);
        return answer;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String vdcs() {
        return "/api/admin/org/" + acme + "/vdcs";
    }

    Answer createVdc(String name) {
        return ask("POST", vdcs(), "{\"name\":\"" + name + "\",\"allocationModel\":\"Flex\"}");
    }

    JsonNode vdc(String name) {
        Answer made = createVdc(name);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        // an answer without a name would have it looked up, once for all
        ask("GET", V1 + "/vdcs/" + id(made.json()), null);
        return made.json();
    }

    Answer instantiate(JsonNode vdc, String name) {
        return ask(
                "POST",
                V1 + "/vdcs/" + id(vdc) + "/actions/instantiateTemplate",
                "{\"name\":\"" + name + "\",\"powerOn\":true,\"catalogItem\":{\"id\":\"" + item() + "\"}}");
    }

    private String item() {
        if (item.isEmpty()) {
            String catalog = id(ask("POST", V1 + "/catalogs", "{\"name\":\"c\",\"orgId\":\"" + acme + "\"}")
                    .json());
            item = "urn:vcloud:catalogitem:" + catalog.substring(catalog.lastIndexOf(':') + 1) + ":alpine-tiny";
        }
        return item;
    }

    /** Makes a vApp and waits until its machine is on. */
    JsonNode deployed(JsonNode vdc, String name) {
        String vapp = id(instantiate(vdc, name).json());
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> ask("GET", V1 + "/vapps/" + vapp, null).json(),
                        json -> json.at("/vms/0/status").asText().equals("POWERED_ON"));
    }
}
