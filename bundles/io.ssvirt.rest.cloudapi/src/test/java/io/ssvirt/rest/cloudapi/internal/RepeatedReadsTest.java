package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Query;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists, tasks and sessions that the same caller asks for again, which JAX-RS has no part in: nobody can tell but by the time that it takes. */
class RepeatedReadsTest {

    private static final String ORGS = "/cloudapi/1.0.0/orgs";
    private static final String ORIGIN = "https://ui.example";

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(ORIGIN);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer get(String path, String token, String... headers) {
        api.lastEntity = null;
        var request = api.request("GET", path, null)
                .header("Authorization", "Bearer " + token)
                .header("Origin", ORIGIN);
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return api.send(request);
    }

    private boolean cameThroughJaxRs() {
        return api.lastEntity != null;
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> all = new HashMap<>(answer.headers().map());
        all.remove("date");
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ORGS,
                "/cloudapi/1.0.0/vdcs",
                "/cloudapi/1.0.0/vdcs?page=2&pageSize=7",
                "/cloudapi/1.0.0/vapps",
                "/cloudapi/1.0.0/vms?filter=name%3D%3Dx",
                "/cloudapi/1.0.0/catalogs",
                "/cloudapi/1.0.0/users",
                "/cloudapi/1.0.0/tasks",
                "/api/admin/org/{org}/vdcs"
            })
    void theSecondAnswerIsLikeTheFirst(String list) {
        String path = list.replace("{org}", Sample.ORG.toString());
        Answer first = get(path, Cloud.TOKEN);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(cameThroughJaxRs()).isTrue();
        Query asked = api.cloud.last(Query.class);

        Answer second = get(path, Cloud.TOKEN);

        assertThat(cameThroughJaxRs()).isFalse();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(headers(second)).isEqualTo(headers(first));
        assertThat(api.cloud.asked.stream().filter(asked::equals)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cloudapi/1.0.0/sessions/current", "/cloudapi/1.0.0/tasks/{task}"})
    void oneThingIsAnsweredTheSameWay(String thing) {
        String path = thing.replace("{task}", Sample.TASK.toString());
        Answer first = get(path, Cloud.TOKEN);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(cameThroughJaxRs()).isTrue();

        Answer second = get(path, Cloud.TOKEN);

        assertThat(cameThroughJaxRs()).isFalse();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(headers(second)).isEqualTo(headers(first));
    }

    @Test
    void namesInItAreLookedUpAnew() {
        String path = "/cloudapi/1.0.0/tasks/" + Sample.TASK;
        get(path, Cloud.TOKEN);
        get(path, Cloud.TOKEN);

        api.cloud.organizationName = "acme-international";

        assertThat(get(path, Cloud.TOKEN).body()).contains("acme-international");
        assertThat(cameThroughJaxRs()).isFalse();
    }

    @Test
    void itIsCountedAndItsIdIsKept() {
        for (int sent = 0; sent < 3; sent++) {
            assertThat(get(ORGS, Cloud.TOKEN, "X-Request-Id", "mine-" + sent).header("X-VMWARE-VCLOUD-REQUEST-ID"))
                    .isEqualTo("mine-" + sent);
        }
        assertThat(cameThroughJaxRs()).isFalse();

        String labels = "{surface=\"cloudapi\",route=\"/cloudapi/1.0.0/orgs\",method=\"GET\"";
        assertThat(api.meters.text())
                .contains("ssvirt_http_requests_total" + labels + ",code=\"200\"} 3")
                .contains("ssvirt_http_request_duration_seconds_count" + labels + "} 3");
    }

    @Test
    void anotherCallerParameterOrMediaTypeIsAnotherRequest() {
        get(ORGS, Cloud.TOKEN);

        get(ORGS + "?page=2", Cloud.TOKEN);
        assertThat(cameThroughJaxRs()).isTrue();
        get(ORGS, Cloud.TENANT_TOKEN);
        assertThat(cameThroughJaxRs()).isTrue();
        get(ORGS, Cloud.TOKEN, "Accept", "application/xml");
        assertThat(cameThroughJaxRs()).isTrue();
        assertThat(get(ORGS, Cloud.TOKEN, "Accept", "application/json", "Accept", "text/html")
                        .status())
                .isEqualTo(200);
        assertThat(cameThroughJaxRs()).isTrue();
        assertThat(api.send("POST", ORGS, "{\"name\":\"x\"}").status()).isEqualTo(201);
        assertThat(api.send(api.request("GET", ORGS, null)).status()).isEqualTo(401);
    }

    @Test
    void whoseSessionEndedIsToldSo() {
        get(ORGS, Cloud.TOKEN);
        get(ORGS, Cloud.TOKEN);
        assertThat(cameThroughJaxRs()).isFalse();

        api.cloud.sessionsEnded = true;

        assertThat(get(ORGS, Cloud.TOKEN).status()).isEqualTo(401);
    }

    @Test
    void whoLosesRightsIsAskedAboutAnew() {
        get(ORGS, Cloud.TOKEN);

        api.cloud.demoted = true;
        get(ORGS, Cloud.TOKEN);

        assertThat(cameThroughJaxRs()).isTrue();
    }

    @Test
    void anErrorIsAnsweredAsEver() {
        get(ORGS, Cloud.TOKEN);
        api.cloud.refusal = Optional.of(DomainError.unavailable("The database is away", Duration.ofSeconds(5)));

        Answer away = get(ORGS, Cloud.TOKEN);

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        api.cloud.refusal = Optional.empty();
        api.cloud.bug = new IllegalStateException("a bug");
        assertThat(get(ORGS, Cloud.TOKEN).status()).isEqualTo(500);
        api.cloud.bug = null;
        get(ORGS, Cloud.TOKEN);
        api.cloud.bug = new IllegalStateException("a bug");
        assertThat(get(ORGS, Cloud.TOKEN).status()).isEqualTo(500);
        api.cloud.bug = null;
        api.cloud.running = false;
        assertThat(get(ORGS, Cloud.TOKEN).status()).isEqualTo(503);
        api.cloud.running = true;
        assertThat(get(ORGS, Cloud.TOKEN).status()).isEqualTo(200);
    }
}
