package io.ssvirt.itests.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import io.ssvirt.itests.walk.Api;

/** The distribution as a process of its own, which is killed and started again on what it left. */
final class KillableServer implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofMinutes(4);

    private final Path home;
    private final int port;
    private final int consolePort;
    private Process process;

    /** Unpacks the distribution into a folder, with a bundle that can hold calls of the cluster. */
    KillableServer(Path folder) throws IOException, InterruptedException {
        this.home = Files.createDirectories(folder.resolve("home"));
        this.port = freePort();
        this.consolePort = freePort();
        Process tar = new ProcessBuilder(
                        "tar",
                        "-xzf",
                        Path.of(System.getProperty("ssvirt.distribution"))
                                .toAbsolutePath()
                                .toString(),
                        "-C",
                        home.toString(),
                        "--strip-components=1")
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("the distribution cannot be unpacked");
        }
        HoldingBundle.installInto(home);
    }

    /** Starts, and waits until it says that it is ready. */
    void start(Map<String, String> environment) throws IOException {
        ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("console.log").toFile()));
        karaf.environment().put("KARAF_EXEC", "exec");
        karaf.environment().put("JAVA_HOME", System.getProperty("java.home"));
        karaf.environment().put("SSVIRT_API_PORT", Integer.toString(port));
        karaf.environment().put("SSVIRT_CONSOLE_PORT", Integer.toString(consolePort));
        karaf.environment().putAll(environment);
        process = karaf.start();
        Awaitility.await("readiness, see " + home)
                .atMost(UP_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> new Api(port).get("/readyz").status() == 200);
    }

    /** Ends the process at once, without a word to it: {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process cannot be killed: " + process.pid());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns a client that is logged in as the first administrator. */
    Api administrator() throws IOException {
        Path password = data().resolve("secrets/initial-admin-password");
        return new Api(port).login("admin", Files.readString(password).strip());
    }

    /** Returns the folder with what outlives the process. */
    Path data() {
        return home.resolve("data");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
