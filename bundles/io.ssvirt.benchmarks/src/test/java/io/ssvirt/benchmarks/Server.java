package io.ssvirt.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The distribution as a process of its own, configured by the environment. */
final class Server implements AutoCloseable {

    private static final long UP_WITHIN = TimeUnit.MINUTES.toNanos(10);

    private static final Queue<Process> ENDED_WITH_US = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ENDED_WITH_US.forEach(Process::destroyForcibly), "end-of-servers"));
    }

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final int port;
    private Process process;

    /** Unpacks it without starting it; limits of requests are set so high that they are counted and never reached. */
    Server(Path archive, Path folder, Map<String, String> more) throws IOException, InterruptedException {
        home = Files.createDirectories(folder);
        new Command("tar", "-xzf", archive.toString(), "--strip-components=1", "-C", home.toString()).run();
        port = freePort();
        environment.put("KARAF_EXEC", "exec");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SSVIRT_API_PORT", Integer.toString(port));
        environment.put("SSVIRT_CONSOLE_PORT", Integer.toString(freePort()));
        environment.put("SSVIRT_API_USER_REQUESTS", "100000000");
        environment.put("SSVIRT_API_ADDRESS_REQUESTS", "100000000");
        environment.put("SSVIRT_API_ADDRESS_LOGINS", "100000000");
        environment.putAll(more);
    }

    /** Returns the folder of its files. */
    Path data() {
        return home.resolve("data");
    }

    Path home() {
        return home;
    }

    int port() {
        return port;
    }

    ProcessFigures process() {
        return new ProcessFigures(process.pid());
    }

    /** Starts it, waits until it says that it is ready, and returns how long that took. */
    Duration start() throws IOException {
        ProcessBuilder karaf = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        karaf.environment().keySet().removeIf(name -> name.startsWith("SSVIRT_") || name.equals("KUBECONFIG"));
        karaf.environment().putAll(environment);
        long begun = System.nanoTime();
        process = karaf.start();
        ENDED_WITH_US.add(process);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begun > UP_WITHIN) {
                close();
                throw new IOException("the server did not become ready, see " + home.resolve("data/log"));
            }
            // Looking is work for a server that has two processors and not yet a compiled line; this is as near as it
            // needs to be.
            Pause.millis(200);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Tells whether it is ready, on a connection of its own. */
    boolean isReady() {
        try (Wire wire = new Wire(port)) {
            return wire.exchange(Wire.get("/readyz", "")) == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits until it has nothing left to do by itself. */
    void settle() throws IOException {
        double busy = 1;
        for (int looks = 0; busy > 0.08 && looks < 120; looks++) {
            Duration before = process().cpu();
            Pause.millis(1_000);
            busy = process().cpu().minus(before).toNanos() / 1e9;
        }
    }

    /** Logs the first administrator in and returns the token. */
    String administrator() throws IOException, InterruptedException {
        return login(
                "admin",
                Files.readString(data().resolve("secrets/initial-admin-password"))
                        .strip());
    }

    /** Logs in and returns the token. */
    String login(String user, String password) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cloudapi/1.0.0/sessions"))
                                .header("Authorization", "Basic " + basic)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("login of " + user + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.headers().firstValue("Authorization").orElseThrow().substring("Bearer ".length());
    }

    /** Ends it in order. */
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(45, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            process = null;
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
