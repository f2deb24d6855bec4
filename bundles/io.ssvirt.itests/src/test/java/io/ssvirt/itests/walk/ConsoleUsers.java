package io.ssvirt.itests.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.ssvirt.itests.walk.SecureShell.Result;

import static org.assertj.core.api.Assertions.assertThat;

/** What an administrator does at the console for users and their API tokens; each step is checked over the API as the user would see it. */
public final class ConsoleUsers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 5;

    private final SecureShell shell;
    private final Api api;
    private final Api administrator;

    /** Takes the console of user boss, a client that is not logged in, and the administrator's. */
    public ConsoleUsers(SecureShell shell, Api api, Api administrator) {
        this.shell = shell;
        this.api = api;
        this.administrator = administrator;
    }

    /** Goes the whole way, from the user's creation to its end. */
    public void walk() throws IOException {
        done("ssvirt:org-create initech");
        String first = after("password: ", done("ssvirt:user-create --generate initech bob bob@initech.example"));
        api.login("bob", first);

        String second = after("password: ", done("ssvirt:user-password --generate bob"));
        assertThat(api.tryLogin("bob", first).status()).isEqualTo(401);
        refused("ssvirt:user-create --generate initech bob bob@initech.example", "already exists");
        refused("ssvirt:user-create --generate initech eve no-address", "email");
        api.login("bob", second);

        for (int i = 0; i < ATTEMPTS; i++) {
            api.tryLogin("bob", "wrong");
        }
        assertThat(api.tryLogin("bob", second).status()).as("locked").isEqualTo(401);
        assertThat(user().at("/locked").asBoolean()).isTrue();
        done("ssvirt:user-unlock bob");
        api.login("bob", second);

        token();
        typed();
        completed();
        audited(second);

        refused("ssvirt:user-delete bob", "not confirmed");
        done("ssvirt:user-delete -f bob");
        refused("ssvirt:user-unlock bob", "There is no user \"bob\"");
        done("ssvirt:org-delete -f initech");
    }

    private void token() throws IOException {
        String out = done("ssvirt:token-create bob nightly");
        String secret = after("secret: ", out);
        String id =
                out.lines().filter(line -> line.startsWith("urn:")).findFirst().orElseThrow();
        Map<String, String> exchange = Map.of("grant_type", "refresh_token", "refresh_token", secret);
        assertThat(exchanged(exchange).status()).isEqualTo(200);

        JsonNode listed = JSON.readTree(done("ssvirt:token-list --json"));
        assertThat(listed.findValuesAsText("id")).contains(id);
        assertThat(listed.toString()).contains("\"bob\"", "\"initech\"").doesNotContain(secret);

        refused("ssvirt:token-create bob nightly", "already");
        refused("ssvirt:token-create nobody nightly", "There is no user \"nobody\"");
        refused("ssvirt:token-revoke " + id, "not confirmed");
        done("ssvirt:token-revoke -f " + id);
        assertThat(exchanged(exchange).status()).isIn(400, 401);
        refused("ssvirt:token-revoke -f " + id, "API token");
    }

    /** The trail tells who did what at the console, from where, and what came of it; never a password. */
    private void audited(String password) {
        JsonNode events = administrator
                .get(Api.CLOUD + "/auditTrail?pageSize=100&filter=" + Api.segment("user.name==console:boss"))
                .is(200)
                .body()
                .at("/values");
        List<String> seen = new ArrayList<>();
        events.forEach(event -> seen.add(event.at("/eventType").asText() + " "
                + event.at("/eventEntity/name").asText() + " "
                + event.at("/additionalProperties/status").asText() + " "
                + event.at("/additionalProperties/address").asText()));
        assertThat(seen)
                .contains(
                        "orgs/create initech 200 127.0.0.1",
                        "users/create bob 200 127.0.0.1",
                        "users/create bob 409 127.0.0.1",
                        "users/password bob 200 127.0.0.1",
                        "users/unlock bob 200 127.0.0.1",
                        "tokens/create nightly 200 127.0.0.1",
                        "tokens/delete nightly 200 127.0.0.1")
                .noneMatch(event -> event.startsWith("orgs/delete initech"));
        assertThat(events.toString()).doesNotContain(password, "typed-by-hand");
    }

    private Answer exchanged(Map<String, String> form) {
        return api.form("/oauth/tenant/initech/token", form);
    }

    /** A password that is typed is not shown, is asked for twice, and a question is answered with yes. */
    private void typed() throws IOException {
        try (Terminal terminal = shell.terminal()) {
            terminal.enter("ssvirt:user-password bob").shows("New password: ");
            terminal.enter("typed-by-hand").shows("The same again: ");
            assertThat(terminal.screen()).doesNotContain("typed-by-hand");
            terminal.enter("typed-by-hand").shows("The password is changed");
            assertThat(terminal.screen()).doesNotContain("typed-by-hand");
            api.login("bob", "typed-by-hand");

            terminal.enter("ssvirt:org-delete initech").shows("Delete organization \"initech\"");
            terminal.enter("no").shows("not confirmed");
        }
    }

    /** The Tab key ends a name that is there; a terminal that can only print has no such key. */
    private void completed() throws IOException {
        try (Terminal terminal = shell.terminal("ansi")) {
            terminal.type("ssvirt:org-info init\t").shows("org-info initech");
            terminal.type("\r").shows("urn:vcloud:org:");
        }
    }

    private JsonNode user() throws IOException {
        JsonNode all = JSON.readTree(done("ssvirt:user-list --json"));
        for (JsonNode one : all) {
            if (one.toString().contains("\"bob\"")) {
                return one;
            }
        }
        throw new AssertionError("no bob in " + all);
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

    private static String after(String label, String out) {
        return out.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + label + "\" in: " + out));
    }
}
