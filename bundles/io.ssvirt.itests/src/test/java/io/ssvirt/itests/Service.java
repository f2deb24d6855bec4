package io.ssvirt.itests;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The distribution as a container or systemd runs it: {@code bin/serve} on a read-only installation, with two folders to write to, and
 * a user that no file knows. When the tests run as root the process really is such a user, so that it cannot write elsewhere.
 */
final class Service implements AutoCloseable {

    private static final String SOME_USER = "1000730000";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path work = Files.createTempDirectory("ssvirt-service");
    private final Path home = work.resolve("opt/ssvirt");
    private final Map<String, String> environment = new HashMap<>();
    private final int port;
    private Process process;

    /** Unpacks it. */
    Service() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(work.resolve("opt"));
        image();
        for (String folder : List.of("data", "run")) {
            Files.createSymbolicLink(
                    work.resolve(folder),
                    work.resolve("empty").resolve(folder.equals("data") ? "var/lib/ssvirt" : "run/ssvirt"));
        }
        Files.createDirectory(work.resolve("config"));
        int console;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            port = one.getLocalPort();
            console = other.getLocalPort();
        }
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SSVIRT_DATA_DIR", work.resolve("data").toString());
        environment.put("SSVIRT_RUN_DIR", work.resolve("run").toString());
        environment.put("SSVIRT_CONFIG_DIR", work.resolve("config").toString());
        environment.put("SSVIRT_API_PORT", Integer.toString(port));
        environment.put("SSVIRT_CONSOLE_PORT", Integer.toString(console));
    }

    /** Does what the Containerfile does before its last stage, in a folder that stands for the root of the image. */
    private void image() throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("ssvirt.distribution")).toAbsolutePath();
        String version = archive.getFileName().toString().replaceAll("^ssvirt-|\\.tar\\.gz$", "");
        String steps = Files.readString(
                        Path.of(System.getProperty("ssvirt.bundles"), "../karaf-assembly/Containerfile"))
                .replace("\\\n", " ");
        assertThat(steps).contains("ADD target/ssvirt-${VERSION}.tar.gz /opt/\n");
        run("tar", "-xzf", archive.toString(), "-C", work.resolve("opt").toString());
        List<String> commands =
                steps.lines().filter(line -> line.startsWith("RUN ")).toList();
        assertThat(commands).hasSize(1);
        run(
                "sh",
                "-euc",
                commands.get(0)
                        .substring("RUN ".length())
                        .replace("${VERSION}", version)
                        .replaceAll("(?<= )/(?=opt/|empty/)", work + "/"));
    }

    /** Returns a file or folder beside the installation. */
    Path file(String name) {
        return work.resolve(name);
    }

    /** Returns the installation. */
    Path home() {
        return home;
    }

    int port() {
        return port;
    }

    /** Sets a variable of the environment. */
    Service with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Gives a file of settings as an administrator does who mounts it. */
    Service configured(String name, String content) throws IOException {
        Files.writeString(work.resolve("config").resolve(name), content);
        return this;
    }

    /** Changes a file of settings of the process that runs. */
    void reconfigure(String name, String content) throws IOException {
        SettingsFile.put(work.resolve("run/etc").resolve(name), content);
    }

    Process start() throws IOException {
        process = command().start();
        return process;
    }

    /** Waits until it has said something. */
    void says(String text) {
        Awaitility.await(text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .failFast("the process has ended", () -> !process.isAlive())
                .untilAsserted(() -> assertThat(output()).contains(text));
    }

    void isReady() {
        Awaitility.await("readiness")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("the process has ended", () -> !process.isAlive())
                .untilAsserted(() -> assertThat(status("readyz")).as(output()).isEqualTo(200));
    }

    int status(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /** Runs a command of the console as a script does, which has nothing to say to it. */
    String console(String command, int status) throws IOException, InterruptedException {
        Path answer = work.resolve("answer");
        ProcessBuilder script = command("console", command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile());
        // Only the service itself has been told.
        script.environment().remove("SSVIRT_CONSOLE_PORT");
        Process client = script.start();
        assertThat(client.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(client.exitValue()).as(Files.readString(answer)).isEqualTo(status);
        return Files.readString(answer);
    }

    /** Returns its standard output. */
    String output() throws IOException {
        return read("output");
    }

    /** Returns its standard error. */
    String errors() throws IOException {
        return read("errors");
    }

    private String read(String name) throws IOException {
        Path file = work.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=" + SOME_USER, "--regid=0", "--clear-groups"));
        }
        command.add(home.resolve("bin/serve").toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(work.resolve("errors").toFile()))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("output").toFile()));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("SSVIRT_") || name.startsWith("KARAF_") || name.equals("KUBECONFIG"));
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public void close() throws IOException {
        try {
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
            run("chmod", "-R", "u+rwX", work.toString());
            run("rm", "-rf", work.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
