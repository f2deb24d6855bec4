package io.ssvirt.itests.walk;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.itests.walk.SecureShell.Result;

import static org.assertj.core.api.Assertions.assertThat;

/** What an administrator does at the console while work waits for a cluster that is away. */
public final class ConsoleRepairs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecureShell shell;

    /** Takes the console. */
    public ConsoleRepairs(SecureShell shell) {
        this.shell = shell;
    }

    /** Takes the cluster away, looks at what waits, tries it, gives one piece up, and has the other carried out. */
    public void walk() throws IOException {
        done("ssvirt:org-create vandelay");
        done("ssvirt:vdc-create vandelay kept");
        use("none", "ABSENT");
        done("ssvirt:vdc-create vandelay later");
        done("ssvirt:vdc-delete -f kept");

        JsonNode waiting = json("ssvirt:intent-list --json");
        assertThat(waiting.findValuesAsText("object")).containsExactlyInAnyOrder("later", "kept");
        String create = taskOf(waiting, "later");
        assertThat(json("ssvirt:cluster-status --json").at("/unfinishedIntents").asInt())
                .isEqualTo(2);
        assertThat(done("ssvirt:intent-retry " + create)).contains("\"later\" is tried now");

        refused("ssvirt:intent-abandon " + create, "not confirmed");
        done("ssvirt:intent-abandon -f " + create);
        assertThat(json("ssvirt:task-info --json " + create).at("/status").asText())
                .isEqualTo("ABORTED");
        refused("ssvirt:intent-retry " + create, "No unfinished intent");

        use("auto", "READY");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> json("ssvirt:intent-list --json")
                .isEmpty());
        assertThat(json("ssvirt:vdc-list --json").findValuesAsText("name")).doesNotContain("kept");
        assertThat(done("ssvirt:drift --sweep")).contains("There are none.");
        leftovers();
        done("ssvirt:org-delete -f vandelay");
    }

    /** A create that was given up has left no namespace, so its VDC can go whatever state it is in. */
    private void leftovers() throws IOException {
        for (String name : List.of("later", "kept")) {
            if (json("ssvirt:vdc-list --json").findValuesAsText("name").contains(name)) {
                done("ssvirt:vdc-delete -f " + name);
            }
        }
    }

    private void use(String provider, String state) throws IOException {
        done("ssvirt:cluster-use -f " + provider);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> json("ssvirt:cluster-status --json")
                .at("/state")
                .asText()
                .equals(state));
    }

    private static String taskOf(JsonNode intents, String object) {
        for (JsonNode one : intents) {
            if (one.at("/object").asText().equals(object)) {
                return one.at("/task").asText();
            }
        }
        throw new AssertionError("no intent for " + object + " in " + intents);
    }

    private JsonNode json(String command) throws IOException {
        return JSON.readTree(done(command));
    }

    private String done(String command) throws IOException {
        Result result = shell.run(command);
        assertThat(result.status()).as(command + ": " + result.out()).isZero();
        return result.out();
    }

    private void refused(String command, String because) throws IOException {
        Result result = shell.run(command);
        assertThat(result.status()).as(command).isEqualTo(1);
        assertThat(result.out()).contains(because);
    }
}
