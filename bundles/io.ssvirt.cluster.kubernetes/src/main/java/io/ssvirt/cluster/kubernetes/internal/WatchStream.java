package io.ssvirt.cluster.kubernetes.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;

/**
 * The answer to a watch: lines as they come, for one reader.
 *
 * <p>A line is asked for only when the ones before it are read, so that a slow reader slows the API server and not the heap down. A
 * connection that stays silent for longer than it may is a failure, because a dead one looks the same.
 */
final class WatchStream implements AutoCloseable {

    private static final String END = "";

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AtomicBoolean hungry = new AtomicBoolean();
    private final LineBuffer buffer = new LineBuffer(lines::add);
    private final AsyncBody body;
    private volatile Throwable failure;

    /**
     * Opens the stream of a path.
     *
     * @throws KubernetesClientException when the API server says no, or says nothing
     */
    WatchStream(KubernetesClient client, String path) {
        Duration patience = Duration.ofMillis(client.getConfiguration().getRequestTimeout());
        CompletableFuture<HttpResponse<AsyncBody>> opening = client.getHttpClient()
                .consumeBytes(Calls.request(client, path).forStreaming().build(), this::take);
        HttpResponse<AsyncBody> answer = Calls.wait(opening, patience);
        body = answer.body();
        body.done().whenComplete((nothing, problem) -> {
            failure = problem;
            buffer.end();
            lines.add(END);
        });
        body.consume();
        if (!answer.isSuccessful()) {
            String text = whole(patience);
            close();
            throw new Answers(client.getKubernetesSerialization()).failure(answer.code(), Optional.empty(), text);
        }
    }

    /** Returns the next line; empty when the server has ended the stream. */
    Optional<String> next(Duration patience) {
        String line = lines.poll();
        if (line == null) {
            if (hungry.compareAndSet(true, false)) {
                body.consume();
            }
            line = waited(patience);
        }
        if (!line.equals(END)) {
            return Optional.of(line);
        }
        lines.add(END);
        if (failure != null) {
            throw new KubernetesClientException("the watch broke", failure);
        }
        return Optional.empty();
    }

    private String waited(Duration patience) {
        try {
            String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("given up", e);
        }
        throw new KubernetesClientException("the watch is silent", new TimeoutException());
    }

    private String whole(Duration patience) {
        StringBuilder text = new StringBuilder();
        for (Optional<String> line = next(patience); line.isPresent(); line = next(patience)) {
            text.append(line.get());
        }
        return text.toString();
    }

    private void take(List<ByteBuffer> bytes, AsyncBody from) {
        bytes.forEach(buffer::add);
        hungry.set(true);
        if (lines.isEmpty()) {
            // Not a whole line yet: the reader is waiting for the rest of it.
            if (hungry.compareAndSet(true, false)) {
                from.consume();
            }
        }
    }

    @Override
    public void close() {
        body.cancel();
        lines.add(END);
    }

    /** Cuts bytes into lines. */
    private static final class LineBuffer {

        private final ByteArrayOutputStream open = new ByteArrayOutputStream();
        private final Consumer<String> taker;

        LineBuffer(Consumer<String> taker) {
            this.taker = taker;
        }

        synchronized void add(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next == '\n') {
                    end();
                } else {
                    open.write(next);
                }
            }
        }

        synchronized void end() {
            if (open.size() > 0) {
                taker.accept(open.toString(StandardCharsets.UTF_8));
                open.reset();
            }
        }
    }
}
