package io.ssvirt.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that stays open, with as little work for each request as there can be: what is measured is the server. */
final class Wire implements Closeable {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int from;
    private int to;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
    }

    /** Writes a request that reads; without a token it comes from nobody. */
    static byte[] get(String path, String token) {
        return request("GET", path, token, "");
    }

    /** Writes any request. */
    static byte[] request(String method, String path, String token, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + (method.equals("GET")
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    /** Sends a request, reads the whole answer and returns its status. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        body.reset();
        String head = head();
        int status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        String length = header(head, "content-length:");
        if (length != null) {
            take(Integer.parseInt(length));
        } else if ("chunked".equals(header(head, "transfer-encoding:"))) {
            for (int chunk = chunkLength(); chunk > 0; chunk = chunkLength()) {
                take(chunk);
                line();
            }
            line();
        }
        return status;
    }

    /** Returns the body of the last answer. */
    byte[] body() {
        return body.toByteArray();
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            byte next = next();
            head.write(next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String header(String head, String name) {
        for (int at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at + 2, name, 0, name.length())) {
                return head.substring(at + 2 + name.length(), head.indexOf("\r\n", at + 2))
                        .strip();
            }
        }
        return null;
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte next = next(); next != '\n'; next = next()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private void take(int length) throws IOException {
        int left = length;
        while (left > 0) {
            if (from == to) {
                fill();
            }
            int part = Math.min(left, to - from);
            body.write(buffer, from, part);
            from += part;
            left -= part;
        }
    }

    private byte next() throws IOException {
        if (from == to) {
            fill();
        }
        return buffer[from++];
    }

    private void fill() throws IOException {
        to = in.read(buffer);
        from = 0;
        if (to < 0) {
            to = 0;
            throw new IOException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
