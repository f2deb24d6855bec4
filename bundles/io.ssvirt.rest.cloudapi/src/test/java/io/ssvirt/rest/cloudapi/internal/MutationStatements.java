package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** How many statements a mutation that touches the cluster costs. */
abstract class MutationStatements extends CountedStatements {

    @Test
    void aVdcIsCreatedAndChangedInSix() {
        vdc("warm");

        JsonNode made = costs(MOST, 201, () -> createVdc("dev")).json();

        assertThat(made.get("status").asText()).isEqualTo("READY");
        for (String body : List.of(
                "{\"description\":\"other\"}",
                "{\"name\":\"renamed\"}",
                "{\"isEnabled\":false}",
                "{\"isEnabled\":true,\"computeCapacity\":{\"cpu\":{\"limit\":4000}}}")) {
            costs(MOST, 200, () -> ask("PUT", vdcs() + "/" + id(made), body));
        }
    }

    @Test
    void aVdcIsCreatedInSixHoweverManyHaveItsName() {
        for (int same = 0; same < 12; same++) {
            vdc("many");
        }

        costs(MOST, 201, () -> createVdc("many"));
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
    void aVAppIsRenamedInSixAndItsFirstNameIsUsedAgainInSix() {
        JsonNode vdc = vdc("names");
        String path = V1 + "/vapps/" + id(deployed(vdc, "first"));

        costs(MOST, 200, () -> ask("PATCH", path, "{\"name\":\"second\"}"));

        costs(MOST, 201, () -> instantiate(vdc, "first"));
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
