package io.ssvirt.cluster.kubernetes.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;

/**
 * The body of one answer, which is waited for to its end; one that does not come to it is given up with its connection.
 *
 * <p>It is given out once and let go then: the JDK's client keeps the first exchange of a connection, and whatever takes its body, for as
 * long as the connection is open, which may be the first page of a long list.
 */
final class WholeBody implements AsyncBody.Consumer<List<ByteBuffer>> {

    /** The client's thread may still bring something when it is given up. */
    private volatile ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void consume(List<ByteBuffer> more, AsyncBody from) {
        for (ByteBuffer buffer : more) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        from.consume();
    }

    /**
     * Returns all of it, the first time.
     *
     * @throws KubernetesClientException when it breaks, or does not end in time
     */
    String await(AsyncBody body, Duration patience) {
        body.consume();
        try {
            Calls.wait(body.done(), patience);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (KubernetesClientException e) {
            body.cancel();
            throw e;
        } finally {
            bytes = new ByteArrayOutputStream(0);
        }
    }
}
