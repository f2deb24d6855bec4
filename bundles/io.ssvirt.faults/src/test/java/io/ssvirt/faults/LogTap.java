package io.ssvirt.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Everything that is logged, kept for a look at it. */
final class LogTap extends OutputStream {

    private static final int MOST = 4 << 20;
    private static LogTap installed;

    private final PrintStream below;
    private final StringBuilder kept = new StringBuilder();

    private LogTap(PrintStream below) {
        this.below = below;
    }

    /** Returns the one tap of this JVM; the logger writes to the stream that is the error stream at the time. */
    static synchronized LogTap installed() {
        if (installed == null) {
            installed = new LogTap(System.err);
            System.setErr(new PrintStream(installed, true, StandardCharsets.UTF_8));
        }
        return installed;
    }

    @Override
    public synchronized void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        if (kept.length() < MOST) {
            kept.append(new String(bytes, from, count, StandardCharsets.UTF_8));
        }
    }

    synchronized void clear() {
        kept.setLength(0);
    }

    synchronized String text() {
        return kept.toString();
    }

    /** Returns the lines of level ERROR: each of them is a promise broken. */
    synchronized List<String> errors() {
        return kept.toString().lines().filter(line -> line.contains(" ERROR ")).toList();
    }

    /** Shows what was kept. */
    synchronized void show() {
        below.append(kept);
        below.flush();
    }
}
