package io.ssvirt.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.ssvirt.itests.walk.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** The distribution, unpacked and started as a process of its own, configured as an administrator does it: by the environment. */
public final class Distribution implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(180);

    private final Path folder;
    private final Path home;
    private final int port = freePort();
    private final int consolePort = freePort();
    private final Map<String, String> environment;
    private Process process;

    /** Starts it and waits until it says that it is ready. */
    Distribution(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        this(environment, folder);
        start();
        awaitReady();
    }

    private Distribution(Map<String, String> environment, Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        Files.createDirectories(folder);
        run(
                folder,
                "tar",
                "-xzf",
                Path.of(System.getProperty("ssvirt.distribution"))
                        .toAbsolutePath()
                        .toString());
        try (Stream<Path> unpacked = Files.list(folder)) {
            home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** Unpacks it only; it is started when a test wants it. */
    public static Distribution unpacked(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        return new Distribution(environment, folder);
    }

    /** Starts a process, the first one or another after the last has ended; on the same ports and the same data. */
    public void start() throws IOException {
        start(Map.of());
    }

    /** Starts a process with more in its environment. */
    public void start(Map<String, String> more) throws IOException {
        ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("console.log").toFile()));
        karaf.environment().put("KARAF_EXEC", "exec");
        karaf.environment().put("EXTRA_JAVA_OPTS", JavaOptions.ofTests());
        karaf.environment().put("JAVA_HOME", System.getProperty("java.home"));
        karaf.environment().put("SSVIRT_API_PORT", Integer.toString(port));
        karaf.environment().put("SSVIRT_CONSOLE_PORT", Integer.toString(consolePort));
        karaf.environment().putAll(environment);
        karaf.environment().putAll(more);
        process = karaf.start();
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() {
        Awaitility.await("readiness, see " + folder)
                .atMost(UP_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> process.isAlive() && isReady());
    }

    private boolean isReady() {
        try {
            return api().get("/readyz").status() == 200;
        } catch (AssertionError noAnswer) {
            return false;
        }
    }

    /** Ends the process as a crash does; it has no time for anything. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Has the process stand still until {@link #resume}. */
    void pause() throws IOException {
        signal("-STOP");
    }

    /** Lets the process go on. */
    void resume() throws IOException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException {
        int ended = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
        assertThat(ended).as("end of kill %s", name).isZero();
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    int consolePort() {
        return consolePort;
    }

    /** Puts a file into {@code etc}. */
    void put(Path file, String name) throws IOException {
        Files.copy(file, home.resolve("etc").resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns what the JVM tells about itself when it is asked with one of the commands of {@code jcmd}. */
    String diagnose(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Writes a configuration file, as an administrator may do while it runs. */
    void configure(String area, Map<String, String> values) throws IOException {
        Path file = home.resolve("etc").resolve(area + ".cfg");
        StringBuilder lines = new StringBuilder();
        values.forEach(
                (key, value) -> lines.append(key).append(" = ").append(value).append('\n'));
        SettingsFile.put(file, lines.toString());
    }

    /** Returns the folder that it is unpacked in. */
    public Path home() {
        return home;
    }

    /** Returns the folder with what outlives the process. */
    public Path data() {
        return home.resolve("data");
    }

    int port() {
        return port;
    }

    /** Returns a client that is not logged in. */
    Api api() {
        return new Api(port);
    }

    /** Returns a client that is logged in as the first administrator. */
    public Api administrator() throws IOException {
        Path password = data().resolve("secrets/initial-admin-password");
        return api().login("admin", Files.readString(password).strip());
    }

    /** Returns everything that was logged. */
    String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(data().resolve("log"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** Asks the process to end and waits until it has. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            stop();
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
