package io.ssvirt.rest.cloudapi.internal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks that are cancelled, drift, and deleting what is not empty. */
class WorkTest {

    private static final String CANCEL = "/cloudapi/1.0.0/tasks/" + Sample.TASK + "/actions/cancel";
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
