package io.ssvirt.rest.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WrittenTest {

    private record Body(String name) {}

    private final Written written = new Written(new Body("web"));

    @Test
    void aBodyIsWrittenOnce() throws IOException {
        AtomicInteger times = new AtomicInteger();
        Written.Writer writer = body -> {
            times.incrementAndGet();
            return body.toString().getBytes(StandardCharsets.UTF_8);
        };

        assertThat(written.json(writer)).asString().isEqualTo("Body[name=web]");
        assertThat(written.json(writer)).isSameAs(written.json(writer));
        assertThat(times).hasValue(1);
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgain() throws IOException {
        assertThatThrownBy(() -> written.json(body -> {
                    throw new IOException("on purpose");
                }))
                .isInstanceOf(IOException.class);

        assertThat(written.json(body -> new byte[] {1})).containsExactly(1);
    }
}
