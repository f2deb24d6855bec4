package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What errors look like (contract 2.1 and 9, rule C6). */
class ErrorsTest {

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"INVALID, 400", "FORBIDDEN, 403", "NOT_FOUND, 404", "CONFLICT, 409", "REFUSED, 409", "UNAVAILABLE, 503"
    })
    void everyKindOfErrorHasOneStatus(ErrorKind kind, int status) {
        api.cloud.refusal =
                Optional.of(new DomainError(kind, "WORD", "What is wrong", Optional.of("name"), Optional.empty()));

        Answer answer = api.get("/cloudapi/1.0.0/vdcs/" + Sample.VDC);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").asInt()).isEqualTo(status);
        assertThat(answer.json().get("message").asText()).isEqualTo("What is wrong");
        assertThat(answer.json().get("field").asText()).isEqualTo("name");
        assertThat(answer.json().get("minorErrorCode").asText()).isEqualTo("WORD");
    }

    @Test
    void organizationsRolesAndProfileSayItInErrorToo() {
        api.cloud.refusal = Optional.of(DomainError.notFound("Not there"));

        for (String path :
                List.of("/cloudapi/1.0.0/orgs", "/cloudapi/1.0.0/roles/" + Sample.ROLE, "/api/v1/user/profile")) {
            assertThat(api.get(path).json().get("error").asText()).isEqualTo("Not there");
        }
        assertThat(api.get("/cloudapi/1.0.0/vdcs").json().get("error").asText()).isEqualTo("Not Found");
    }

    @Test
    void aRequestWithoutAGoodTokenGetsTheTextsOfTheContract() {
        assertUnauthorized(null, "Authorization header required");
        assertUnauthorized("Basic YTpi", "Bearer token required");
        assertUnauthorized("Bearer nonsense", "Token verification failed");
        assertUnauthorized("Bearer ", "Bearer token required", "Token verification failed");
    }

    private void assertUnauthorized(String header, String... texts) {
        var request = api.request("GET", "/cloudapi/1.0.0/vdcs", null);
        Answer answer = api.send(header == null ? request : request.header("Authorization", header));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("error").asText()).isIn((Object[]) texts);
        assertThat(answer.json().get("message")).isEqualTo(answer.json().get("error"));
    }

    @Test
    void whatNobodyServesIs404InJson() {
        for (String path :
                List.of("/", "/nothing", "/cloudapi/1.0.0/nothing", "/api/v1/user", "/cloudapi/1.0.0/vdcs/a/b")) {
            Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.json().get("error").asText()).isEqualTo("Not Found");
        }
        for (String method : List.of("DELETE", "PUT", "PATCH", "TRACKING")) {
            Answer answer = api.send(method, "/cloudapi/1.0.0/vdcs", "{}");
            assertThat(answer.status()).as(method).isEqualTo(404);
            assertThat(answer.json().get("code").asInt()).isEqualTo(404);
        }
    }

    @Test
    void aBugGivesAReferenceAndNothingInternal() {
        api.cloud.bug = new IllegalStateException("jdbc:h2 password=hush");

        for (String path : List.of("/cloudapi/1.0.0/vdcs", "/cloudapi/1.0.0/orgs", "/api/v1/user/profile")) {
            Answer answer = api.get(path);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().get("message").asText()).contains("reference a1b2c3d4");
            assertThat(answer.body()).doesNotContain("jdbc").doesNotContain("IllegalState");
        }
    }

    @Test
    void aPartThatIsAwayAnswers503AndSaysWhichOne() {
        api.cloud.running = false;

        Answer answer = api.get("/cloudapi/1.0.0/vdcs");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.json().get("message").asText()).contains("sessions");
    }

    @Test
    void everyUseCaseThatIsNotBoundIsRefusedByItsNoun() {
        BoundUseCases nothing = new BoundUseCases();

        assertThat(List.of(
                        nothing.sessions(),
                        nothing.organizations(),
                        nothing.roles(),
                        nothing.vdcs(),
                        nothing.catalogs(),
                        nothing.vapps(),
                        nothing.machines(),
                        nothing.tasks(),
                        nothing.health()))
                .allSatisfy(outcome -> assertThat(outcome.refusal())
                        .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE)))
                .extracting(outcome -> outcome.refusal().orElseThrow().message())
                .doesNotHaveDuplicates();
    }

    @Test
    void anOutageOfTheClusterCarriesItsOwnRetryAfter() {
        api.cloud.refusal = Optional.of(DomainError.unavailable("The cluster is away", Duration.ofSeconds(42)));

        Answer answer = api.post("/cloudapi/1.0.0/vms/" + Sample.VM + "/actions/powerOn", null);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("42");
    }
}
