package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.identity.internal.Hands;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements a mutation that touches the cluster costs until it is answered: accepting it, whatever its attempt reads, its
 * fenced end, and the event of the audit trail. The projection of what is observed rests meanwhile.
 */
abstract class MutationStatements extends OverHttp {

    private static final int MOST = 6;

    /** What users are told about a removal that takes longer than a moment, as it does on a busy machine. */
    private static final String WAITING = "UPDATE tasks SET PROGRESS";

    private String item = "";
    private List<String> sent = List.of();

    abstract TestDatabase database();

    @Override
    RealCloud cloud(Path secrets, Hands clock) {
        // no poll and no heartbeat of the journal while statements are counted
        return new RealCloud(database(), secrets, clock, Map.of("poll__every", "PT1H", "claim__lease", "PT3H"));
    }

    private Answer costs(int most, int status, Supplier<Answer> request) {
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

    private String vdcs() {
        return "/api/admin/org/" + acme + "/vdcs";
    }

    private Answer createVdc(String name) {
        return ask("POST", vdcs(), "{\"name\":\"" + name + "\",\"allocationModel\":\"Flex\"}");
    }

    private JsonNode vdc(String name) {
        Answer made = createVdc(name);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        // an answer without a name would have it looked up, once for all
        ask("GET", V1 + "/vdcs/" + id(made.json()), null);
        return made.json();
    }

    private Answer instantiate(JsonNode vdc, String name) {
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
    private JsonNode deployed(JsonNode vdc, String name) {
        String vapp = id(instantiate(vdc, name).json());
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> ask("GET", V1 + "/vapps/" + vapp, null).json(),
                        json -> json.at("/vms/0/status").asText().equals("POWERED_ON"));
    }

    @Test
    void aVdcIsCreatedAndChangedInSix() {
        vdc("warm");

        JsonNode made = costs(MOST, 201, () -> createVdc("dev")).json();

        assertThat(made.get("status").asText()).isEqualTo("READY");
        for (String body : List.of(
                "{\"description\":\"other\"}",
                "{\"isEnabled\":false}",
                "{\"isEnabled\":true,\"computeCapacity\":{\"cpu\":{\"limit\":4000}}}")) {
            costs(MOST, 200, () -> ask("PUT", vdcs() + "/" + id(made), body));
        }
    }

    @Test
    void anEmptyVdcIsDeletedInSix() {
        JsonNode vdc = vdc("empty");

        costs(MOST, 204, () -> ask("DELETE", vdcs() + "/" + id(vdc), null));
    }

    @Test
    void aVdcIsDeletedWithItsContentsInSix() {
        JsonNode vdc = vdc("full");
        deployed(vdc, "one");
        deployed(vdc, "two");

        costs(MOST, 204, () -> ask("DELETE", vdcs() + "/" + id(vdc) + "?recursive=true&force=true", null));
    }

    @Test
    void aVAppIsInstantiatedSwitchedAndDeletedInSix() {
        JsonNode vdc = vdc("vapps");
        deployed(vdc, "warm");

        JsonNode made = costs(MOST, 201, () -> instantiate(vdc, "web")).json();

        assertThat(made.get("status").asText()).isEqualTo("INSTANTIATING");
        JsonNode vapp = deployed(vdc, "other");
        String path = V1 + "/vapps/" + id(vapp);
        JsonNode off = costs(MOST, 202, () -> ask("POST", path + "/actions/powerOff", null))
                .json();
        assertThat(off.at("/vms/0/status").asText()).isEqualTo("POWERING_OFF");
        costs(MOST, 204, () -> ask("DELETE", path + "?force=true", null));
    }

    @Test
    void aMachineIsSwitchedChangedAndDeletedInSix() {
        String machine =
                V1 + "/vms/" + deployed(vdc("machines"), "one").at("/vms/0/id").asText();

        // an answer without the name of its vApp would have it looked up, once for all
        ask("GET", machine, null);
        Answer waits = costs(MOST, 200, () -> ask("PATCH", machine, "{\"hardware\":{\"numCpus\":4}}"));
        assertThat(waits.json().get("restartRequired").asBoolean())
                .as("what the cluster says of the change, before watching tells")
                .isTrue();
        for (String action : Arrays.asList("suspend", "resume", "reset", "powerOff")) {
            costs(MOST, 202, () -> ask("POST", machine + "/actions/" + action, null));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ask("GET", machine, null).json().get("status").asText(), status -> switch (action) {
                        case "suspend" -> "SUSPENDED".equals(status);
                        case "powerOff" -> "POWERED_OFF".equals(status);
                        default -> "POWERED_ON".equals(status);
                    });
        }
        costs(MOST, 200, () -> ask("PATCH", machine, "{\"description\":\"d\",\"hardware\":{\"numCpus\":2}}"));
        costs(MOST, 204, () -> ask("DELETE", machine, null));
    }

    @Test
    void thatAnOrganizationGoesIsAcceptedInSix() {
        String organization = id(ask("POST", V1 + "/orgs", "{\"name\":\"goner\",\"displayName\":\"g\"}")
                .json());

        // an organization without VDCs is removed before it is answered, which is counted apart; and PostgreSQL is
        // asked
        // twice to tell the other replicas
        costs(2 * MOST, 204, () -> ask("DELETE", V1 + "/orgs/" + organization + "?recursive=true", null));

        List<String> accepting = sent.stream()
                .takeWhile(statement -> !statement.contains("FROM vdcs WHERE (organization_id = ?) ORDER BY"))
                .toList();
        assertThat(accepting).as(String.join("\n", sent)).hasSizeBetween(3, MOST);
    }
}
