package io.ssvirt.rest.cloudapi.internal;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks that are cancelled, drift, and deleting what is not empty. */
class WorkTest {

    private static final String CANCEL = "/cloudapi/1.0.0/tasks/" + Sample.TASK + "/actions/cancel";
    private static final String INTENTS = "/cloudapi/1.0.0/intents";
    private static final String ORG = "/cloudapi/1.0.0/orgs/" + Sample.ORG;
    private static final String VDC = "/api/admin/org/" + Sample.ORG + "/vdcs/" + Sample.VDC;

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void aTaskThatWasTakenBackIsAnsweredAtOnceAndOneThatGoesOnAsAccepted() {
        Answer ended = api.post(CANCEL, null);
        api.cloud.finished = false;
        Answer goesOn = api.post(CANCEL, null);

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().get("status").asText()).isEqualTo("ABORTED");
        assertThat(goesOn.status()).isEqualTo(202);
    }

    @Test
    void intentsAreShownMovedAndGivenUpByAdministratorsOfTheCloudAlone() {
        String one = INTENTS + "/" + Sample.TASK;

        Answer list = api.get(INTENTS);
        Answer read = api.get(one);
        Answer retried = api.post(one + "/actions/retry", null);
        Answer abandoned = api.post(one + "/actions/abandon", null);

        assertThat(list.json().at("/values/0")).isEqualTo(read.json());
        assertThat(read.json().at("/waitingFor").asText()).contains("going away");
        assertThat(read.json().at("/owner/name").asText()).isEqualTo("dev");
        assertThat(read.json().at("/attempts").asInt()).isEqualTo(3);
        assertThat(read.json().at("/href").asText()).endsWith(Sample.TASK.toString());
        assertThat(retried.json()).isEqualTo(read.json());
        assertThat(abandoned.json().at("/status").asText()).isEqualTo("ABORTED");
        assertThat(api.cloud.asked).containsSubsequence("retry", "abandon");
        for (String path : List.of("", "/" + Sample.TASK)) {
            assertThat(api.asTenant("GET", INTENTS + path, "").status()).isEqualTo(403);
        }
        for (String action : List.of("retry", "abandon")) {
            assertThat(api.asTenant("POST", one + "/actions/" + action, "").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void anIntentThatHasEndedIsNotFoundAndItsTaskIs() {
        String other = INTENTS + "/urn:vcloud:task:00000000-0000-0000-0000-0000000000ff";

        assertThat(api.get(other).status()).isEqualTo(404);
        assertThat(api.post(other + "/actions/abandon", null).status()).isEqualTo(404);
        assertThat(api.get(INTENTS + "/not-an-id").status()).isEqualTo(400);
    }

    @Test
    void driftIsShownToAdministratorsOfTheCloudAlone() {
        Answer list = api.get("/cloudapi/1.0.0/drift");
        Answer sweep = api.post("/cloudapi/1.0.0/drift/actions/sweep", null);

        assertThat(list.json().get("values").get(0).get("kind").asText()).isEqualTo("missingNamespace");
        assertThat(list.json().get("values").get(0).get("entity").get("name").asText())
                .isEqualTo("dev");
        assertThat(sweep.json().get("removed").asInt()).isEqualTo(1);
        assertThat(api.asTenant("GET", "/cloudapi/1.0.0/drift", "").status()).isEqualTo(403);
        assertThat(api.asTenant("POST", "/cloudapi/1.0.0/drift/actions/sweep", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anOrganizationGoesWithEverythingInItWhenAskedAndNamesItsTask() {
        Answer gone = api.delete(ORG + "?recursive=true&force=true");
        api.cloud.finished = false;
        Answer goes = api.delete(ORG + "?recursive=true");

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.header("X-SSVIRT-TASK")).isEqualTo(Sample.TASK.toString());
        assertThat(goes.status()).isEqualTo(202);
        assertThat(goes.header("Location")).endsWith(Sample.TASK.toString());
    }

    @Test
    void aVdcGoesWithEverythingInItOnlyWhenAsked() {
        api.delete(VDC);
        assertThat(api.cloud.asked).doesNotContain("with contents", "with contents by force");

        assertThat(api.delete(VDC + "?recursive=true").status()).isEqualTo(204);
        assertThat(api.delete(VDC + "?recursive=true&force=true").status()).isEqualTo(204);

        assertThat(api.cloud.asked).contains("with contents", "with contents by force");
    }
}
