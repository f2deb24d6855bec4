package io.ssvirt.rest.cloudapi.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The document in {@code docs/api} is what the code says, and says everything. */
class ApiDocumentTest {

    /** Set by {@code build/openapi}, which writes the document anew. */
    private static final String WRITE = "ssvirt.openapi.write";

    private static final Path REVIEWED = Path.of("..", "..", "docs", "api", "openapi.yaml");

    private static ApiServer api;
    private static ApiDocument document;
    private static String text;

    @BeforeAll
    static void record() throws Exception {
        api = new ApiServer();
        List<Endpoint> endpoints = api.endpoints();
        document = new ApiDocument(api, new JavadocTexts(Path.of("src", "main", "java")));
        text = document.yaml(endpoints);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(REVIEWED.getParent());
            Files.writeString(REVIEWED, text);
            Files.write(Path.of("target", "openapi-gaps.txt"), document.gaps);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void everyEndpointHasATextAnAnswerAndAnExample() {
        // the sample's caller belongs to a tenant, so the provider's own registration refuses it
        assertThat(document.gaps).allMatch(gap -> gap.startsWith("POST /oauth/provider/register "));
    }

    @Test
    void theReviewedCopyIsWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(REVIEWED))
                .as("docs/api/openapi.yaml; build/openapi writes it anew, then review the difference")
                .isEqualTo(text);
    }
}
