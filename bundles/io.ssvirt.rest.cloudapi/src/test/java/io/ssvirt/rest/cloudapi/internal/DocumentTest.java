package io.ssvirt.rest.cloudapi.internal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The document of the API as it is served, and the page that shows it. */
class DocumentTest {

    private static ApiServer api;

    @BeforeAll
    static void start() throws Exception {
        api = new ApiServer();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static Answer get(String path) {
        return api.send(api.request("GET", path, null));
    }

    @Test
    void theDocumentIsServedAsJsonAndAsYamlToAnybody() {
        JsonNode document = get("/openapi.json").json();

        assertThat(document.get("openapi").asText()).startsWith("3.0");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
        assertThat(get("/openapi.yaml").body()).startsWith("openapi: 3.0");
    }

    @Test
    void everyReferenceInTheDocumentLeadsSomewhere() {
        JsonNode document = get("/openapi.json").json();

        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "/swagger-ui, text/html",
        "/swagger-ui/, text/html",
        "/swagger-ui/index.html, text/html",
        "/swagger-ui/start.js, text/javascript",
        "/swagger-ui/swagger-ui-bundle.js, text/javascript",
        "/swagger-ui/swagger-ui.css, text/css",
        "/swagger-ui/favicon-32x32.png, image/png"
    })
    void thePageHasAllItsPartsHere(String path, String type) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        assertThat(get("/swagger-ui/").body()).doesNotContain("http://", "https://", "//");
        assertThat(get("/swagger-ui/..%2f..%2fopenapi.yaml").status()).isIn(400, 404);
        assertThat(get("/swagger-ui/absent.js").status()).isEqualTo(404);
    }
}
