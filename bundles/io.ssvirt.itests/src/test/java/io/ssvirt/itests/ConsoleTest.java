package io.ssvirt.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.itests.walk.ConsoleRepairs;
import io.ssvirt.itests.walk.ConsoleUsers;
import io.ssvirt.itests.walk.SecureShell;
import io.ssvirt.itests.walk.SecureShell.Result;

import static org.assertj.core.api.Assertions.assertThat;

/** The administrator's console, over SSH, as somebody at another machine uses it. */
public class ConsoleTest extends RunningSystem {

    private static final String PORT = "ssvirt.test.console";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected Option console() {
        return KarafDistributionOption.configureConsole().ignoreLocalConsole().startRemoteShell();
    }

    @Override
    protected List<Option> moreOptions() {
        Path users = Path.of(
                System.getProperty("ssvirt.bundles"), "io.ssvirt.itests/src/test/resources/console-users.properties");
        try {
            int port = freePort();
            return List.of(
                    CoreOptions.systemProperty(PORT).value(Integer.toString(port)),
                    KarafDistributionOption.editConfigurationFilePut(
                            "etc/org.apache.karaf.shell.cfg", "sshPort", Integer.toString(port)),
                    KarafDistributionOption.editConfigurationFilePut(
                            "etc/io.ssvirt.identity.cfg", "sesion_site_name", "misspelt"),
                    KarafDistributionOption.editConfigurationFilePut(
                            "etc/io.ssvirt.operations.gateway.cfg", "retries", "several"),
                    KarafDistributionOption.replaceConfigurationFile("etc/users.properties", users.toFile()));
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    /** A wrong setting keeps the server from work and the console goes on, so readiness is not waited for. */
    @Override
    public void ready() {
        Awaitility.await("the process")
                .atMost(Duration.ofSeconds(60))
                .until(() -> api().get("/readyz").text("/services/auth").equals("ready"));
    }

    private static SecureShell as(String user) {
        return new SecureShell(Integer.getInteger(PORT), user, "of-the-test");
    }

    private static JsonNode json(Result result) throws IOException {
        assertThat(result.status()).as(result.out()).isZero();
        return JSON.readTree(result.out());
    }

    @Test
    public void theWholeLifeOfATenant() throws IOException {
        try (SecureShell shell = as("boss")) {
            assertThat(shell.run("ssvirt:org-create --display-name 'Acme Inc' acme")
                            .status())
                    .isZero();
            Result vdc = shell.run("ssvirt:vdc-create acme dev");
            assertThat(vdc.out()).startsWith("urn:vcloud:vdc:");
            assertThat(shell.run("ssvirt:catalog-create acme templates").status())
                    .isZero();
            JsonNode items = json(shell.run("ssvirt:item-list --json templates"));
            assertThat(items).isNotEmpty();
            String item = items.at("/0/name").asText();
            assertThat(shell.run("ssvirt:vapp-create --power-on dev templates " + item + " web")
                            .out())
                    .startsWith("urn:vcloud:vapp:");

            assertThat(json(shell.run("ssvirt:vapp-info --json web"))
                            .at("/template")
                            .asText())
                    .endsWith(item);
            assertThat(json(shell.run("ssvirt:task-list --json")).findValuesAsText("operation"))
                    .contains("vdcCreateVdc", "vdcInstantiateVapp");

            Result unconfirmed = shell.run("ssvirt:vapp-delete --running web");
            assertThat(unconfirmed.status()).isNotZero();
            assertThat(unconfirmed.out()).contains("not confirmed");
            assertThat(shell.run("ssvirt:vapp-delete -f --running web").status())
                    .isZero();
            assertThat(shell.run("ssvirt:catalog-delete -f templates").status()).isZero();
            Awaitility.await().until(() -> shell.run("ssvirt:vdc-delete -f dev").status() == 0);
            assertThat(shell.run("ssvirt:org-delete -f acme").status()).isZero();
            assertThat(json(shell.run("ssvirt:org-list --json")).findValuesAsText("name"))
                    .containsExactly("Provider");
        }
    }

    @Test
    public void aViewerSeesAndChangesNothing() throws IOException {
        try (SecureShell shell = as("guest")) {
            assertThat(json(shell.run("ssvirt:cluster-status --json"))
                            .at("/provider")
                            .asText())
                    .isEqualTo("simulator");
            Result refused = shell.run("ssvirt:org-create intruder");
            assertThat(refused.status()).isNotZero();
            assertThat(json(shell.run("ssvirt:org-list --json")).findValuesAsText("name"))
                    .doesNotContain("intruder");
        }
    }

    @Test
    public void usersAndTheirTokensAreManaged() throws IOException {
        try (SecureShell shell = as("boss")) {
            new ConsoleUsers(shell, api(), administrator()).walk();
        }
    }

    @Test
    public void workThatWaitsIsSeenTriedAndGivenUp() throws IOException {
        try (SecureShell shell = as("boss")) {
            new ConsoleRepairs(shell).walk();
        }
    }

    @Test
    public void theOnlyProcessLeads() throws IOException {
        try (SecureShell shell = as("guest")) {
            Awaitility.await()
                    .until(() ->
                            json(shell.run("ssvirt:leader --json")).at("/leads").asBoolean());
            JsonNode seen = json(shell.run("ssvirt:leader --json"));
            assertThat(seen.at("/leader")).isEqualTo(seen.at("/thisProcess"));
            assertThat(seen.at("/epoch").asLong()).isPositive();
            assertThat(Instant.parse(seen.at("/until").asText())).isAfter(Instant.EPOCH);
            assertThat(shell.run("ssvirt:leader --no-format").out()).contains("Leads\ttrue");
            assertThat(shell.run("ssvirt:leader").out()).contains("This process");
        }
    }

    /** For a viewer the commands that change something are not there at all. */
    @Test
    public void aViewerMayUseNoCommandThatChangesSomething() throws IOException {
        Properties rights = new Properties();
        try (InputStream file = Files.newInputStream(
                Path.of(System.getProperty("karaf.etc"), "org.apache.karaf.command.acl.ssvirt.cfg"))) {
            rights.load(file);
        }
        try (SecureShell shell = as("guest")) {
            for (String name : rights.stringPropertyNames()) {
                Result help = shell.run("ssvirt:" + name + " --help");
                if (rights.getProperty(name).equals("admin")) {
                    assertThat(help.status()).as(name).isNotZero();
                    assertThat(help.out()).as(name).contains("Command not found");
                } else {
                    assertThat(help.status()).as(name + ": " + help.out()).isZero();
                    assertThat(help.out()).as(name).contains("DESCRIPTION", "ssvirt:" + name);
                }
            }
        }
    }

    @Test
    public void theSupportArchiveHoldsEverythingButSecrets() throws IOException {
        String secret = Files.readString(Path.of(System.getProperty("karaf.data"), "secrets", "initial-admin-password"))
                .strip();
        try (SecureShell shell = as("boss")) {
            Result written = shell.run("ssvirt:support-bundle");
            assertThat(written.status()).as(written.out()).isZero();
            try (ZipFile zip = new ZipFile(written.out().strip())) {
                assertThat(zip.stream().map(ZipEntry::getName))
                        .contains(
                                "versions.txt",
                                "bundles.txt",
                                "configuration.txt",
                                "health.txt",
                                "threads.txt",
                                "ssvirt.log");
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(text).as(entry.getName()).isNotBlank().doesNotContain(secret);
                }
            }
        }
    }

    @Test
    public void anErrorIsOneLine() throws IOException {
        try (SecureShell shell = as("boss")) {
            Result wrong = shell.run("ssvirt:vdc-info nowhere");
            assertThat(wrong.status()).isEqualTo(1);
            assertThat(wrong.out().strip().lines()).singleElement().asString().contains("There is no VDC \"nowhere\"");
        }
    }

    @Test
    public void aWrongSettingIsNamedInTheLogAndInTheConsole() throws IOException {
        try (SecureShell shell = as("boss")) {
            assertThat(shell.run("ssvirt:config --problems --no-format").out())
                    .contains("true\tSetting retries of io.ssvirt.operations.gateway is \"several\"")
                    .contains("must be a whole number");
        }
        assertThat(Files.readAllLines(Path.of(System.getProperty("karaf.log"), "ssvirt.log")))
                .anyMatch(line ->
                        line.contains(" ERROR ") && line.contains("Setting retries of io.ssvirt.operations.gateway"))
                .anyMatch(line -> line.contains(" WARN ") && line.contains("\"sesion_site_name\" is unknown"));
    }

    @Test
    public void theProviderIsChangedWhileTheServerRuns() throws IOException {
        try (SecureShell shell = as("boss")) {
            assertThat(shell.run("ssvirt:cluster-use -f none").status()).isZero();
            Awaitility.await().until(() -> json(shell.run("ssvirt:cluster-status --json"))
                    .at("/state")
                    .asText()
                    .equals("ABSENT"));
            assertThat(shell.run("ssvirt:cluster-use -f auto").status()).isZero();
            Awaitility.await().until(() -> json(shell.run("ssvirt:cluster-status --json"))
                    .at("/state")
                    .asText()
                    .equals("READY"));
            assertThat(Files.readString(Path.of(System.getProperty("karaf.etc"), "io.ssvirt.cluster.cfg")))
                    .contains("# Which cluster SSVirt works on.")
                    .containsPattern("provider *= *auto");
        }
    }
}
