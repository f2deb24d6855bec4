package io.ssvirt.itests.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;

import static io.ssvirt.itests.contract.Contract.V1;
import static io.ssvirt.itests.contract.Contract.shape;
import static org.assertj.core.api.Assertions.assertThat;

/** Probes, sessions and tokens. */
record SessionContract(Api nobody, Contract contract) {

    private static final String SESSION = "id:s site.name:s site.id:s user.name:s user.id:s org.name:s org.id:s"
            + " operatingOrg.name:s operatingOrg.id:s location:s roles:a roleRefs:a sessionIdleTimeoutMinutes:i";

    void check(String password) {
        probes();
        whoCannotLogIn();
        whatALoginReturns(password);
        whatTokensAreWorth(password);
    }

    private void probes() {
        for (String path : new String[] {"/healthz", "/api/v1/health"}) {
            shape(nobody.get(path).is(200).body(), "status:s version:s database:s timestamp:s");
        }
        shape(
                nobody.get("/readyz").is(200).body(),
                "ready:b timestamp:s services.database:s services.auth:s services.k8s:s");
        shape(nobody.get("/api/v1/version").is(200).body(), "version:s build_time:s go_version:s git_commit:s");
    }

    private void whoCannotLogIn() {
        Map<String, String> messages = Map.of(
                "",
                "Authorization header required",
                "Bearer abc",
                "Basic authentication required",
                "Basic !!!",
                "Invalid base64 encoding",
                "Basic " + base64("nocolon"),
                "Invalid credentials format",
                "Basic " + base64("admin:wrong"),
                "Invalid username or password",
                "Basic " + base64("nobody:wrong"),
                "Invalid username or password");
        messages.forEach((header, message) -> {
            Answer answer = nobody.plain(
                    "POST", V1 + "/sessions", "{}", header.isEmpty() ? Map.of() : Map.of("Authorization", header));
            assertThat(answer.is(401).text("/message")).isEqualTo(message);
            assertThat(answer.text("/error")).isEqualTo("Unauthorized");
            assertThat(answer.body().at("/code").asInt()).isEqualTo(401);
        });
    }

    private void whatALoginReturns(String password) {
        Map<String, String> basic = Map.of("Authorization", "Basic " + base64("admin:" + password));
        for (String body : new String[] {null, "{}", "not JSON"}) {
            Answer answer = nobody.plain("POST", V1 + "/sessions", body, basic).is(200);
            String token = answer.headers().firstValue("Authorization").orElseThrow();
            assertThat(token).startsWith("Bearer ");
            assertThat(answer.headers().firstValue("X-VMWARE-VCLOUD-ACCESS-TOKEN"))
                    .contains(token.substring("Bearer ".length()));
            assertThat(answer.headers().firstValue("X-VMWARE-VCLOUD-TOKEN-TYPE"))
                    .contains("Bearer");
            shape(answer.body(), SESSION);
            assertThat(answer.text("/roles/0")).isEqualTo("System Administrator");
            assertThat(answer.text("/roleRefs/0/id")).startsWith("urn:vcloud:role:");
            assertThat(answer.id()).startsWith("urn:vcloud:session:");
        }
    }

    private void whatTokensAreWorth(String password) {
        Map<String, String> messages = Map.of(
                "",
                "Authorization header required",
                "Basic abc",
                "Bearer token required",
                "Bearer abc",
                "Token verification failed",
                "Bearer " + unsigned(contract.api().token()),
                "Token verification failed");
        messages.forEach((header, message) -> {
            Answer answer = nobody.plain(
                    "GET", V1 + "/orgs", null, header.isEmpty() ? Map.of() : Map.of("Authorization", header));
            assertThat(answer.is(401).text("/error")).isEqualTo(message);
            assertThat(answer.text("/message")).isEqualTo(message);
        });
        Answer own = contract.get(V1 + "/sessions/current").is(200);
        shape(own.body(), SESSION);
        contract.send("GET", V1 + "/sessions/" + own.id(), null, 200);
        contract.phrase(
                "GET", V1 + "/sessions/" + Contract.urn("session"), null, 403, "Cannot access another user's session");
        for (String path : new String[] {"/sessions/current", "/sessions", null}) {
            Contract other = new Contract(nobody.login("admin", password));
            String session = other.get(V1 + "/sessions/current").is(200).id();
            other.send("DELETE", V1 + (path == null ? "/sessions/" + session : path), null, 204);
            other.get(V1 + "/sessions/current").is(401);
        }
    }

    /** Says that it needs no signature. */
    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
