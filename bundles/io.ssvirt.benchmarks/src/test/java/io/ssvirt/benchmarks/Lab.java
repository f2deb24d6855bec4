package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where it is measured.
 *
 * @param archive the distribution
 * @param folder where servers keep their files; emptied before each goal
 * @param runs how often everything is measured
 * @param round requests of one round at one connection; three times as many are sent over several
 * @param warmUp requests before anything counts
 * @param soak how long the soak takes
 * @param table file that the table is appended to
 */
record Lab(Path archive, Path folder, int runs, int round, int warmUp, Duration soak, Path table) {

    private static final AtomicInteger SERVERS = new AtomicInteger();

    /** Reads it from system properties; what is not given is as long as figures for the documentation need. */
    static Lab ofProperties() {
        Path target = Path.of(System.getProperty("ssvirt.benchmarks.target", "target"));
        return new Lab(
                Path.of(System.getProperty("ssvirt.distribution")).toAbsolutePath(),
                target.resolve("benchmarks/work").toAbsolutePath(),
                Integer.getInteger("ssvirt.benchmarks.runs", 3),
                Integer.getInteger("ssvirt.benchmarks.round", 4_000),
                Integer.getInteger("ssvirt.benchmarks.warmup", 120_000),
                Duration.ofSeconds(Integer.getInteger("ssvirt.benchmarks.soak", 600)),
                Path.of(System.getProperty(
                        "ssvirt.benchmarks.table",
                        target.resolve("benchmarks/table.md").toString())));
    }

    /** Unpacks a server of its own. */
    Server server(Map<String, String> environment) throws IOException, InterruptedException {
        return new Server(archive, folder.resolve("server-" + SERVERS.incrementAndGet()), environment);
    }

    /** Removes what an earlier goal has left; what cannot be removed just now stays. */
    void clear() throws IOException, InterruptedException {
        new Command("sh", "-c", "rm -rf \"$0\" || true", folder.toString()).run();
        Files.createDirectories(folder);
    }
}
