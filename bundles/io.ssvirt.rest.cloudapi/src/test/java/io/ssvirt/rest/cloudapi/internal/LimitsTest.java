package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.rest.internal.PageFolder;
import io.ssvirt.rest.internal.Pages;
import io.ssvirt.rest.internal.RestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** How many requests are too many, and what is served beside the API. */
class LimitsTest {

    private static final String ORGS = "/cloudapi/1.0.0/orgs";

    @TempDir
    Path folder;

    private ApiServer api;

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private void start(int user, int address, int logins) throws Exception {
        api = new ApiServer(
                new RestSettings(Set.of(), 20_000, "https://cloud.example/", user, address, logins), Pages.NONE);
    }

    @Test
    void aUserIsToldWhenToGoOn() throws Exception {
        start(3, 0, 0);
        for (int sent = 0; sent < 3; sent++) {
            assertThat(api.get(ORGS).status()).isEqualTo(200);
        }

        Answer refused = api.get(ORGS);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(refused.json().get("minorErrorCode").asText()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(refused.json().get("error").asText()).isNotBlank();
    }

    @Test
    void anAddressIsLimitedBeforeItsTokenIsLookedAt() throws Exception {
        start(0, 2, 0);

        assertThat(List.of(forged(), forged(), forged())).containsExactly(401, 401, 429);
    }

    private int forged() {
        return api.send(api.request("GET", ORGS, null).header("Authorization", "Bearer forged"))
                .status();
    }

    @Test
    void loginsHaveALimitOfTheirOwnAndProbesNone() throws Exception {
        start(0, 0, 1);

        assertThat(login()).isEqualTo(401);
        assertThat(login()).isEqualTo(429);
        assertThat(api.get(ORGS).status()).isEqualTo(200);
        for (int sent = 0; sent < 5; sent++) {
            assertThat(api.get("/readyz").status()).isEqualTo(200);
        }
    }

    private int login() {
        return api.send(api.request("POST", "/cloudapi/1.0.0/sessions", null).header("Authorization", "Basic eDp5"))
                .status();
    }

    @Test
    void aLinkBeginsWithTheUrlThatClientsUse() throws Exception {
        start(0, 0, 0);

        Answer deleted = api.delete("/api/admin/org/" + Sample.ORG + "/vdcs/" + Sample.VDC);

        assertThat(deleted.header("Location")).startsWith("https://cloud.example/cloudapi/1.0.0/tasks/");
    }

    @Test
    void everyAnswerKeepsBrowsersCareful() throws Exception {
        start(0, 0, 0);

        for (Answer answer : List.of(api.get(ORGS), api.get("/no/such/path"), api.get("/healthz"))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
            assertThat(answer.header("Strict-Transport-Security")).isNull();
        }
    }

    @Test
    void aFolderOfPagesIsServedBesideTheApi() throws Exception {
        Files.writeString(folder.resolve("index.html"), "<html>the interface</html>");
        Files.createDirectory(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets/app.js"), "run()");
        Path outside = Files.writeString(folder.resolveSibling("outside.txt"), "outside");
        Files.createSymbolicLink(folder.resolve("link.txt"), outside);
        api = new ApiServer(
                RestSettings.unlimited(Set.of(), 20_000),
                new PageFolder(folder, List.of("api", "cloudapi", "healthz")));

        assertThat(api.get("/").body()).contains("the interface");
        assertThat(api.get("/vdcs/7/edit").body()).contains("the interface");
        Answer script = api.get("/assets/app.js");
        assertThat(script.body()).isEqualTo("run()");
        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        assertThat(script.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(api.get("/config.json").json().get("apiBaseUrl").asText("-")).isEmpty();
        assertThat(api.get("/assets/absent.js").status()).isEqualTo(404);
        assertThat(api.get("/link.txt").status()).isEqualTo(404);
        assertThat(api.get("/cloudapi/1.0.0/nothing").status()).isEqualTo(404);
        assertThat(api.get("/healthz").json().get("status").asText()).isEqualTo("ok");
        assertThat(api.post("/vdcs", "{}").status()).isEqualTo(404);
        assertThat(api.get(ORGS).status()).isEqualTo(200);
    }
}
