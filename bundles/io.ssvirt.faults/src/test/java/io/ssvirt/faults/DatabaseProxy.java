package io.ssvirt.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between the driver and PostgreSQL, and breaks connections at the worst moment. */
final class DatabaseProxy implements AutoCloseable {

    /** Where the next commit loses its connection. */
    enum Cut {
        NOWHERE,
        /** Before PostgreSQL hears of it. */
        BEFORE,
        /** After PostgreSQL has carried it out, before anybody hears of that. */
        AFTER
    }

    private static final int CHUNK = 16_384;
    private static final int FOREVER = Integer.MAX_VALUE;

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "database-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Cut> atCommit = new AtomicReference<>(Cut.NOWHERE);
    private final AtomicInteger left = new AtomicInteger(FOREVER);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int target;

    /** Starts on a free port in front of a port. */
    DatabaseProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Leads new connections to another port. */
    void target(int port) {
        target = port;
    }

    /** Cuts the connection of the next commit. */
    void cutNextCommit(Cut where) {
        atCommit.set(where);
    }

    /** Cuts every connection once the client has spoken so many times. */
    void cutAfter(int chunks) {
        left.set(chunks);
    }

    /** Tells whether {@link #cutAfter} has come to its end. */
    boolean hasCut() {
        return left.get() <= 0;
    }

    /** Holds up everything that is said to the database until {@link #behave}. */
    void stall() {
        gate = new CountDownLatch(1);
    }

    /** Passes everything on from now on. */
    void behave() {
        atCommit.set(Cut.NOWHERE);
        left.set(FOREVER);
        gate.countDown();
    }

    /** One connection of a client and what it leads to. */
    private final class Wire {

        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;

        Wire(Socket client) throws IOException {
            this.client = client;
            this.server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            wires.add(this);
        }

        void ask() {
            pump(client, server, bytes -> {
                gate.await();
                if (left.get() != FOREVER && left.decrementAndGet() <= 0) {
                    return false;
                }
                Cut cut = bytes.contains("COMMIT") ? atCommit.getAndSet(Cut.NOWHERE) : Cut.NOWHERE;
                deaf |= cut == Cut.AFTER;
                return cut != Cut.BEFORE;
            });
        }

        void answer() {
            pump(server, client, bytes -> !deaf);
        }

        private void pump(Socket from, Socket to, Passing passing) {
            byte[] chunk = new byte[CHUNK];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (!passing.passes(new String(chunk, 0, read, StandardCharsets.ISO_8859_1))) {
                        return;
                    }
                    out.write(chunk, 0, read);
                    out.flush();
                }
            } catch (IOException broken) {
                // The other side is told by the closing.
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } finally {
                close(client);
                close(server);
                wires.remove(this);
            }
        }
    }

    private interface Passing {
        boolean passes(String bytes) throws InterruptedException;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                try {
                    Wire wire = new Wire(client);
                    threads.execute(wire::ask);
                    threads.execute(wire::answer);
                } catch (IOException away) {
                    close(client);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void close(Closeable what) {
        try {
            what.close();
        } catch (IOException closed) {
            // It is of no use any more in either case.
        }
    }

    @Override
    public void close() {
        close(door);
        behave();
        wires.forEach(wire -> {
            close(wire.client);
            close(wire.server);
        });
        threads.shutdownNow();
    }
}
