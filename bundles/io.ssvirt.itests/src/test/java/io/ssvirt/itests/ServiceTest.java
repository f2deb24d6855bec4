package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.itests.walk.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** The distribution as a container or systemd runs it. */
class ServiceTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("ssvirt.bundles"), "..");
    private static final String PASSWORD = "given-by-a-mounted-file";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Service service;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        service = new Service().with("SSVIRT_CLUSTER_PROVIDER", "simulator").with("SSVIRT_LOG_FORMAT", "json");
        Path password = Files.writeString(service.file("password"), PASSWORD + "\n");
        service.with("SSVIRT_INITIAL_ADMIN_PASSWORD_FILE", password.toString());
    }

    @AfterEach
    void cleanUp() throws IOException {
        service.close();
    }

    @Test
    void itStartsForAnyUserServesAndStopsInOrderWhenItIsTold() throws IOException, InterruptedException {
        Map<String, Long> before = files();
        Process process = service.start();
        service.isReady();

        new Api(service.port()).login("admin", PASSWORD);
        assertThat(process.info().command().orElseThrow())
                .as("the JVM has taken the place of the script, so that signals reach it")
                .endsWith("java");
        assertThat(String.join(" ", process.info().arguments().orElseThrow()))
                .contains("-XX:MaxRAMPercentage=50")
                .doesNotContain("-Xmx", PASSWORD);
        assertThat(service.console("bundle:list", 0)).contains("START LEVEL 100");
        assertThat(service.console("ssvirt:vdc-info nowhere", 1)).contains("There is no VDC \"nowhere\"");
        logsSayWhoseRequestAndWhichTaskTheyAreAbout();

        process.destroy();

        assertThat(process.waitFor(45, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(0, 143);
        assertThat(files()).as("nothing was written beside the two folders").isEqualTo(before);
        assertThat(service.output() + service.errors()).doesNotContain(PASSWORD);
        assertThat(service.output().lines()).as("what is no line of the log").allMatch(line -> line.startsWith("{"));
        assertThat(service.errors())
                .as("what the JVM says of bin/start.directives, and nothing else, as when the log itself complains")
                .isEqualTo("1 compiler directives added\n");
        assertThat(readableByOthers()).isEmpty();
    }

    @Test
    void whoeverConnectsWhileItStartsIsAnswered() throws IOException, InterruptedException {
        service.start();
        Callers callers = new Callers(service.port(), "/cloudapi/1.0.0/orgs");

        try (callers) {
            service.isReady();
        }

        assertThat(callers.answers())
                .as("nobody is told that organizations do not exist, and nobody waits for ever")
                .isSubsetOf("no connection", "503", "401")
                .contains("401");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws IOException, InterruptedException {
        Files.delete(service.file("data"));
        Files.writeString(service.file("data"), "a file where a folder should be");

        Process process = service.start();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(service.errors()).contains(service.file("data") + " cannot be written to by user");
    }

    @Test
    void theContainerfileAndTheUnitStartWhatIsInTheArchive() throws IOException {
        String containerfile = Files.readString(CHECKOUT.resolve("karaf-assembly/Containerfile"));
        String unit = Files.readString(service.home().resolve("systemd/ssvirt.service"));

        assertThat(containerfile)
                .contains("ENTRYPOINT [\"/opt/ssvirt/bin/serve\"]")
                .containsPattern("(?m)^USER [1-9][0-9]*:0$")
                .doesNotContainPattern("(?i)(password|secret|token)\\s*=");
        assertThat(unit).contains("ExecStart=/opt/ssvirt/bin/serve\n", "ProtectSystem=strict\n");
        assertThat(Files.isExecutable(service.home().resolve("bin/serve"))).isTrue();
        assertThat(service.home().resolve("systemd/ssvirt.env")).exists();
    }

    /** Standard output is one JSON object a line, and what a request has caused can be found by any of its ids. */
    private void logsSayWhoseRequestAndWhichTaskTheyAreAbout() throws IOException {
        Api admin = new Api(service.port()).login("admin", PASSWORD);
        String org = admin.post(Api.CLOUD + "/orgs", Map.of("name", "logged"))
                .is(201)
                .id();
        admin.post("/api/admin/org/" + org + "/vdcs", Map.of("name", "dev", "allocationModel", "Flex"))
                .is(201);
        String own = admin.get(Api.CLOUD + "/sessions/current").is(200).text("/org/id");

        List<String> request = new ArrayList<>();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : service.output().lines().toList()) {
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

    /** Every file of the installation with the time of its last change. */
    private Map<String, Long> files() throws IOException {
        Map<String, Long> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(service.home())) {
            for (Path file : walk.toList()) {
                all.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return all;
    }

    private List<Path> readableByOthers() throws IOException {
        List<Path> secrets = new ArrayList<>(List.of(service.file("run/console-password")));
        try (Stream<Path> walk = Files.walk(service.file("data/secrets"))) {
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
}
