package io.ssvirt.rest.cloudapi.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.identity.internal.Hands;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The real use cases behind the HTTP stack, with an organization, its administrator and one of the system. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverHttp {

    static final String V1 = "/cloudapi/1.0.0";
    static final String USERS = V1 + "/users";

    RealCloud cloud;
    final Hands clock = new Hands();
    ApiServer api;
    Urn acme;
    Urn victim;
    String admin;

    @BeforeAll
    void start(@TempDir Path secrets) throws Exception {
        cloud = cloud(secrets, clock);
        api = new ApiServer(cloud, clock);
        acme = cloud.identity.organization("acme");
        cloud.identity.user("root", cloud.identity.administrator().orgId(), Role.SYSTEM_ADMINISTRATOR);
        cloud.identity.user("olga", acme, Role.ORGANIZATION_ADMINISTRATOR);
        victim = cloud.identity.user("victim", acme, Role.VAPP_USER);
        admin = cloud.identity.login("root").token();
    }

    RealCloud cloud(Path secrets, Hands clock) {
        return new RealCloud(secrets, clock);
    }

    @AfterAll
    void stop() throws Exception {
        api.close();
        cloud.close();
    }

    Answer ask(String method, String path, String body) {
        return ask(method, path, body, admin);
    }

    Answer ask(String method, String path, String body, String token) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return api.send(api.request(method, path, bytes).header("Authorization", "Bearer " + token));
    }

    JsonNode created(String name) {
        Answer answer = ask("POST", USERS, body(name, ""));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    String body(String name, String more) {
        return "{\"username\":\"" + name + "\",\"fullName\":\"The " + name + "\",\"email\":\"" + name
                + "@acme.example\",\"password\":\"secret-1\",\"organizationId\":\"" + acme + "\"" + more + "}";
    }

    static String id(JsonNode json) {
        return json.get("id").asText();
    }

    static List<String> keys(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer login(String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return api.send(api.request("POST", V1 + "/sessions", null).header("Authorization", "Basic " + basic));
    }
}
