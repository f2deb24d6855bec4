package io.ssvirt.itests.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What the server answered; the body is a missing node when there is none. */
public record Answer(String request, int status, HttpHeaders headers, JsonNode body) {

    /** Checks the status; a failure shows what the server said. */
    public Answer is(int expected) {
        assertThat(status).as("%s answered %s", request, body).isEqualTo(expected);
        return this;
    }

    /** Returns the text of a member. */
    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    /** Returns the id in the body. */
    public String id() {
        return text("/id");
    }
}
