package io.ssvirt.itests;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks for a path again and again, on a connection of its own each time, also while nobody listens yet. */
final class Callers implements AutoCloseable {

    private static final int EVERY_MILLIS = 40;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String LINE = "HTTP/1.1 ";

    private final int port;
    private final byte[] request;
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    /** Begins to ask. */
    Callers(int port, String path) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        clock.scheduleAtFixedRate(
                () -> callers.execute(() -> answers.add(ask())), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns the statuses that were answered, and in words what was none. */
    Set<String> answers() {
        return Set.copyOf(answers);
    }

    private String ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes(LINE.length() + 3), StandardCharsets.US_ASCII);
            return head.startsWith(LINE) ? head.substring(LINE.length()) : "closed without an answer";
        } catch (ConnectException nobodyListens) {
            return "no connection";
        } catch (SocketTimeoutException never) {
            return "no answer within " + PATIENCE_MILLIS / 1_000 + " s";
        } catch (IOException broken) {
            return "broken: " + broken.getMessage();
        }
    }

    /** Waits until everybody who asked has an answer, or none for too long. */
    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        callers.shutdown();
        try {
            if (!callers.awaitTermination(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("callers still wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
