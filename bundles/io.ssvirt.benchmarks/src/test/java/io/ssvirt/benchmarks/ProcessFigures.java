package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the kernel and the JVM say of a running process. */
record ProcessFigures(long pid) {

    /** Linux counts in hundredths of a second wherever it runs. */
    private static final long NANOS_A_TICK = 10_000_000;

    /** One of four closes all gaps ({@code MarkSweepAlwaysCompactCount}). */
    private static final int COLLECTIONS = 4;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Returns the processor time that it has used so far. */
    Duration cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return Duration.ofNanos(ticks * NANOS_A_TICK);
    }

    /** Returns how many threads it has. */
    int threads() throws IOException {
        return (int) status("Threads:");
    }

    /** Returns the memory that it holds, in bytes. */
    long residentBytes() throws IOException {
        return status("VmRSS:") * 1024;
    }

    private long status(String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the bytes of all objects that are alive, after a full collection. */
    long liveBytes() throws IOException, InterruptedException {
        return liveBytes(histogram());
    }

    /**
     * Returns the objects that are alive after a full collection, by class; the smallest of some, because a collection may fill gaps
     * with arrays instead of closing them, up to a twentieth of the heap.
     */
    String histogram() throws IOException, InterruptedException {
        String smallest = jcmd("GC.class_histogram");
        for (int more = 1; more < COLLECTIONS; more++) {
            String next = jcmd("GC.class_histogram");
            if (liveBytes(next) < liveBytes(smallest)) {
                smallest = next;
            }
        }
        return smallest;
    }

    /** Returns the bytes of all objects in a histogram. */
    static long liveBytes(String histogram) {
        String total = histogram.substring(histogram.lastIndexOf("Total")).strip();
        return Long.parseLong(total.split("\\s+")[2]);
    }

    /** Has the JVM do something. */
    String jcmd(String... command) throws IOException, InterruptedException {
        String[] words = new String[command.length + 2];
        words[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        words[1] = Long.toString(pid);
        System.arraycopy(command, 0, words, 2, command.length);
        return new Command(words).run();
    }
}
