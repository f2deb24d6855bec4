package io.ssvirt.cluster.kubernetes.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.client.http.AsyncBody;

import static org.assertj.core.api.Assertions.assertThat;

class WholeBodyTest {

    private static final AsyncBody ENDED = new AsyncBody() {
        @Override
        public void consume() {
            // It has come to its end.
        }

        @Override
        public CompletableFuture<Void> done() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void cancel() {
            throw new AssertionError("given up though it has ended");
        }
    };

    @Test
    void isLetGoOnceItIsGivenOut() {
        WholeBody body = new WholeBody();
        body.consume(List.of(bytes("a page "), bytes("of a list")), ENDED);

        assertThat(body.await(ENDED, Duration.ofSeconds(1))).isEqualTo("a page of a list");
        assertThat(body.await(ENDED, Duration.ofSeconds(1))).isEmpty();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
