package io.ssvirt.rest.cloudapi.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.model.EntityType;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Logging in and out (contract 2.3). */
class SessionsTest {

    private static final String SESSIONS = "/cloudapi/1.0.0/sessions";

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
    void aLoginAnswers200WithTheTokenInBothPlaces() {
        Answer answer = login(SESSIONS, "alice:" + CloudSessions.PASSWORD);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Authorization")).isEqualTo("Bearer " + Cloud.TENANT_TOKEN);
        assertThat(answer.header("X-VMWARE-VCLOUD-ACCESS-TOKEN")).isEqualTo(Cloud.TENANT_TOKEN);
        assertThat(answer.header("X-VMWARE-VCLOUD-TOKEN-TYPE")).isEqualTo("Bearer");
        assertThat(answer.keys())
                .containsExactly(
                        "id",
                        "site",
                        "user",
                        "org",
                        "operatingOrg",
                        "location",
                        "roles",
                        "roleRefs",
                        "sessionIdleTimeoutMinutes");
        assertThat(answer.json().at("/org/name").asText()).isEqualTo("acme");
        assertThat(answer.json().at("/roles/0").asText()).isEqualTo("vApp User");
        assertThat(answer.body()).doesNotContain(Cloud.TENANT_TOKEN);
    }

    @Test
    void theSchemeIsReadWithoutRegardToCase() {
        String basic = base64("alice:" + CloudSessions.PASSWORD);

        assertThat(header(SESSIONS, "bAsIc " + basic).status()).isEqualTo(200);
        assertThat(api.send(api.request("GET", "/cloudapi/1.0.0/orgs", null)
                                .header("Authorization", "bearer " + Cloud.TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'Bearer x', Basic authentication required",
        "'Basic %%%', Invalid base64 encoding",
        "'Basic bm9jb2xvbg==', Invalid credentials format",
        "'Basic /zphYg==', Invalid credentials format",
        "'Basic YWxpY2U6d3Jvbmc=', Invalid username or password",
        "'Basic YWxpY2U6AA==', Invalid username or password"
    })
    void aBadLoginSaysWhy(String authorization, String message) {
        Answer answer = header(SESSIONS, authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("message").asText()).isEqualTo(message);
        assertThat(answer.json().get("error").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void aLoginWithoutHeaderSaysThatItIsMissing() {
        Answer answer = api.send(api.request("POST", SESSIONS, "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("message").asText()).isEqualTo("Authorization header required");
    }

    @Test
    void aDisabledUserIsForbidden() {
        Answer answer = login(SESSIONS, "idle:" + CloudSessions.PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("message").asText()).isEqualTo("User account is inactive");
    }

    @Test
    void theProviderLoginIsForTheProvider() {
        assertThat(login(SESSIONS + "/provider", "root:" + CloudSessions.PASSWORD)
                        .status())
                .isEqualTo(200);

        Answer tenant = login(SESSIONS + "/provider", "alice:" + CloudSessions.PASSWORD);
        assertThat(tenant.status()).isEqualTo(401);
        assertThat(tenant.header("Authorization")).isNull();
    }

    @Test
    void theOwnSessionCanBeReadByIdAndAsTheCurrentOne() {
        Answer own = api.get(SESSIONS + "/" + Sample.SESSION);

        assertThat(own.json().get("id").asText()).isEqualTo(Sample.SESSION.toString());
        assertThat(api.get(SESSIONS + "/current").body()).isEqualTo(own.body());
    }

    @Test
    void anotherSessionIsForbiddenWhateverItsId() {
        for (String id : new String[] {Sample.urn(EntityType.SESSION, 99).toString(), "nonsense"}) {
            assertThat(api.get(SESSIONS + "/" + id).status()).isEqualTo(403);
            Answer answer = api.delete(SESSIONS + "/" + id);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("message").asText()).isEqualTo("Cannot access another user's session");
        }
    }

    @Test
    void loggingOutEndsTheSession() {
        Answer answer = api.delete(SESSIONS + "/" + Sample.SESSION);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(api.cloud.asked).containsExactly(Sample.SESSION);
    }

    private Answer login(String path, String credentials) {
        return header(path, "Basic " + base64(credentials));
    }

    private Answer header(String path, String authorization) {
        return api.send(api.request("POST", path, null).header("Authorization", authorization));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
