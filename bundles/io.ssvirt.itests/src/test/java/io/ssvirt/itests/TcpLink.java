package io.ssvirt.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way over TCP to a port of this machine that can be cut and joined again. */
final class TcpLink implements AutoCloseable {

    private final ServerSocket front;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** Opens a way to a port. */
    TcpLink(int target) throws IOException {
        this.target = target;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        background("accept", this::accept);
    }

    /** Returns the port to connect to instead. */
    int port() {
        return front.getLocalPort();
    }

    /** Breaks every connection, and every new one at once. */
    void cut() {
        cut = true;
        open.forEach(TcpLink::end);
    }

    /** Lets connections through again. */
    void join() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        front.close();
        cut();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                serve(front.accept());
            } catch (IOException closed) {
                // The next round finds out whether that was the end.
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket client) throws IOException {
        open.add(client);
        if (cut) {
            end(client);
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        open.add(server);
        background("there", () -> copy(client, server));
        background("back", () -> copy(server, client));
        if (cut) {
            end(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // Both ends are closed below, which is what a break looks like to them.
            end(from);
        }
        end(from);
        end(to);
        open.remove(from);
        open.remove(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static void background(String name, Runnable work) {
        Thread thread = new Thread(work, "tcp-link-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
