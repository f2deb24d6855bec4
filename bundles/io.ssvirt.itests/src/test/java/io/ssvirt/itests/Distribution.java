package io.ssvirt.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.ssvirt.itests.walk.Api;

/** The distribution, unpacked and started as a process of its own, configured as an administrator does it: by the environment. */
final class Distribution implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(180);

    private final Path home;
    private final int port;
    private final Process process;

    /** Starts it and waits until it says that it is ready. */
    Distribution(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
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
        port = freePort();
        ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile());
        karaf.environment().put("KARAF_EXEC", "exec");
        karaf.environment().put("JAVA_HOME", System.getProperty("java.home"));
        karaf.environment().put("SSVIRT_API_PORT", Integer.toString(port));
        karaf.environment().put("SSVIRT_CONSOLE_PORT", Integer.toString(freePort()));
        karaf.environment().putAll(environment);
        process = karaf.start();
        Awaitility.await("readiness, see " + folder)
                .atMost(UP_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> process.isAlive() && api().get("/readyz").status() == 200);
    }

    /** Returns a client that is not logged in. */
    Api api() {
        return new Api(port);
    }

    /** Returns a client that is logged in as the first administrator. */
    Api administrator() throws IOException {
        Path password = home.resolve("data/secrets/initial-admin-password");
        return api().login("admin", Files.readString(password).strip());
    }

    /** Returns everything that was logged. */
    String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(home.resolve("data/log"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
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

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
