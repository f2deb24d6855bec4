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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.itests.walk.Api;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The distribution as a container or systemd runs it: {@code bin/serve}, nothing but two folders to write to, and a user that no file
 * knows. When the tests run as root the process really is such a user, so that it cannot write elsewhere.
 */
class ServiceTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("ssvirt.bundles"), "..");
    private static final String SOME_USER = "1000730000";
    private static final String PASSWORD = "given-by-a-mounted-file";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Path work;
    private Path home;
    private int port;
    private Process process;

    @BeforeEach
    void unpackIntoAReadOnlyFolder() throws IOException, InterruptedException {
        work = Files.createTempDirectory("ssvirt-service");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectory(work.resolve("opt"));
        run(
                "tar",
                "-xzf",
                Path.of(System.getProperty("ssvirt.distribution"))
                        .toAbsolutePath()
                        .toString(),
                "--strip-components=1",
                "-C",
                home.toString());
        run("chmod", "-R", "a-w,a+rX", home.toString());
        for (String folder : List.of("data", "run")) {
            Files.setPosixFilePermissions(
                    Files.createDirectory(work.resolve(folder)), PosixFilePermissions.fromString("rwxrwx---"));
        }
        Files.createDirectory(work.resolve("config"));
        Files.writeString(work.resolve("password"), PASSWORD + "\n");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void cleanUp() throws IOException, InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        run("chmod", "-R", "u+rwX", work.toString());
        run("rm", "-rf", work.toString());
    }

    @Test
    void itStartsForAnyUserServesAndStopsInOrderWhenItIsTold() throws IOException, InterruptedException {
        Map<String, Long> before = files();
        start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("the process has ended: " + output(), () -> !process.isAlive())
                .untilAsserted(() -> assertThat(status("readyz", "")).isEqualTo(200));

        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes());
        assertThat(status("cloudapi/1.0.0/sessions", basic)).isEqualTo(200);
        assertThat(process.info().command().orElseThrow())
                .as("the JVM has taken the place of the script, so that signals reach it")
                .endsWith("java");
        assertThat(String.join(" ", process.info().arguments().orElseThrow()))
                .contains("-XX:MaxRAMPercentage=50")
                .doesNotContain("-Xmx", PASSWORD);
        assertThat(console("bundle:list", 0)).contains("START LEVEL 100");
        assertThat(console("ssvirt:vdc-info nowhere", 1)).contains("There is no VDC \"nowhere\"");
        logsSayWhoseRequestAndWhichTaskTheyAreAbout();

        process.destroy();

        assertThat(process.waitFor(45, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(0, 143);
        assertThat(files()).as("nothing was written beside the two folders").isEqualTo(before);
        assertThat(output()).doesNotContain(PASSWORD);
        assertThat(readableByOthers()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws IOException, InterruptedException {
        Files.delete(work.resolve("data"));
        Files.writeString(work.resolve("data"), "a file where a folder should be");

        start();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(output()).contains(work.resolve("data") + " cannot be written to by user");
    }

    @Test
    void theContainerfileAndTheUnitStartWhatIsInTheArchive() throws IOException {
        String containerfile = Files.readString(CHECKOUT.resolve("karaf-assembly/Containerfile"));
        String unit = Files.readString(home.resolve("systemd/ssvirt.service"));

        assertThat(containerfile)
                .contains("ENTRYPOINT [\"/opt/ssvirt/bin/serve\"]")
                .containsPattern("(?m)^USER [1-9][0-9]*:0$")
                .doesNotContainPattern("(?i)(password|secret|token)\\s*=");
        assertThat(unit).contains("ExecStart=/opt/ssvirt/bin/serve\n", "ProtectSystem=strict\n");
        assertThat(Files.isExecutable(home.resolve("bin/serve"))).isTrue();
        assertThat(home.resolve("systemd/ssvirt.env")).exists();
    }

    private void start() throws IOException {
        process = serve().start();
    }

    private ProcessBuilder serve(String... words) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=" + SOME_USER, "--regid=0", "--clear-groups"));
        }
        command.add(home.resolve("bin/serve").toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("output").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SSVIRT_") || name.startsWith("KARAF_"));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "SSVIRT_DATA_DIR", work.resolve("data").toString(),
                        "SSVIRT_RUN_DIR", work.resolve("run").toString(),
                        "SSVIRT_CONFIG_DIR", work.resolve("config").toString(),
                        "SSVIRT_API_PORT", Integer.toString(port),
                        "SSVIRT_CONSOLE_PORT", Integer.toString(port + 1),
                        "SSVIRT_LOG_FORMAT", "json",
                        "SSVIRT_CLUSTER_PROVIDER", "simulator",
                        "SSVIRT_INITIAL_ADMIN_PASSWORD_FILE",
                                work.resolve("password").toString()));
        return builder;
    }

    /** Runs a command as a script does, which has nothing to say to it. */
    private String console(String command, int status) throws IOException, InterruptedException {
        Path answer = work.resolve("answer");
        Process client = serve("console", command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(answer.toFile())
                .start();
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(client.exitValue()).as(Files.readString(answer)).isEqualTo(status);
        return Files.readString(answer);
    }

    /** Standard output is one JSON object a line, and what a request has caused can be found by any of its ids. */
    private void logsSayWhoseRequestAndWhichTaskTheyAreAbout() throws IOException {
        Api admin = new Api(port).login("admin", PASSWORD);
        String org = admin.post(Api.CLOUD + "/orgs", Map.of("name", "logged"))
                .is(201)
                .id();
        admin.post("/api/admin/org/" + org + "/vdcs", Map.of("name", "dev", "allocationModel", "Flex"))
                .is(201);
        String own = admin.get(Api.CLOUD + "/sessions/current").is(200).text("/org/id");

        List<String> request = new ArrayList<>();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : output().lines().toList()) {
            if (line.startsWith("{")) {
                lines.add(JSON.readTree(line));
            }
        }
        assertThat(lines)
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line.at("/message").asText()).isNotBlank());
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.at("/logger").asText()).isEqualTo("io.ssvirt.access");
            assertThat(line.at("/message").asText()).contains("POST /api/admin/org/");
            assertThat(line.at("/requestId").asText()).isNotBlank();
            assertThat(line.at("/user").asText()).isEqualTo("admin");
            assertThat(line.at("/org").asText()).isEqualTo(own);
            request.add(line.at("/requestId").asText());
        });
        assertThat(lines).as("what a worker did for it").anySatisfy(line -> {
            assertThat(line.at("/message").asText()).contains("Task ended operation=vdcCreateVdc");
            assertThat(line.at("/requestId").asText()).isEqualTo(request.get(0));
            assertThat(line.at("/org").asText()).isEqualTo(own);
            assertThat(line.at("/taskId").asText()).startsWith("urn:vcloud:task:");
            assertThat(line.at("/taskId").asText())
                    .endsWith(line.at("/intentId").asText());
        });
        assertThat(lines).as("what no request has caused").anySatisfy(line -> assertThat(line.has("requestId"))
                .isFalse());
    }

    private int status(String path, String basic) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path));
        if (!basic.isEmpty()) {
            request.header("Authorization", "Basic " + basic).POST(HttpRequest.BodyPublishers.noBody());
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private String output() throws IOException {
        Path output = work.resolve("output");
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** Every file of the installation with the time of its last change. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(home)) {
            for (Path file : walk.toList()) {
                all.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return all;
    }

    private List<Path> readableByOthers() throws IOException {
        List<Path> secrets = new ArrayList<>(List.of(work.resolve("run/console-password")));
        try (Stream<Path> walk = Files.walk(work.resolve("data/secrets"))) {
            walk.filter(Files::isRegularFile).forEach(secrets::add);
        }
        List<Path> readable = new ArrayList<>();
        for (Path secret : secrets) {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))
                    .endsWith("---")) {
                readable.add(secret);
            }
        }
        return readable;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
