package io.ssvirt.rest.cloudapi.internal;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Roles, profiles and API tokens as clients see them (contract 2.5, 8.3, and in the manner of VMware Cloud Director). */
class AccountsOverHttpTest extends OverHttp {

    @Test
    void aRoleIsMadeGivenRightsAndDeleted() {
        Answer made = ask("POST", V1 + "/roles", "{\"name\":\"Watcher\",\"description\":\"d\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().get("readOnly").asBoolean()).isFalse();
        String path = V1 + "/roles/" + id(made.json());
        JsonNode right = ask("GET", V1 + "/rights?filter=name==" + encoded("vApp: View"), null)
                .json()
                .at("/values/0");
        assertThat(right.get("rightType").asText()).isEqualTo("VIEW");

        Answer rights = ask("PUT", path + "/rights", "{\"values\":[{\"id\":\"" + id(right) + "\"}]}");
        assertThat(rights.json().at("/values/0/name").asText()).isEqualTo("vApp: View");
        Answer more = ask("POST", path + "/rights", "{\"values\":[{\"name\":\"Organization: View\"}]}");
        assertThat(more.json().get("resultTotal").asInt()).isEqualTo(2);
        assertThat(ask("PUT", path + "/rights", "{\"values\":[{\"name\":\"No such\"}]}")
                        .status())
                .isEqualTo(400);
        assertThat(ask("PUT", path, "{\"description\":\"other\"}")
                        .json()
                        .get("description")
                        .asText())
                .isEqualTo("other");
        assertThat(ask("GET", path + "/rights/", null).json().get("resultTotal").asInt())
                .isEqualTo(2);
        assertThat(ask("DELETE", path, null).status()).isEqualTo(204);
    }

    @Test
    void theProfilePagesOfTheWebInterfaceWork() {
        created("profiled");
        String token = login("profiled", "secret-1").header("X-VMWARE-VCLOUD-ACCESS-TOKEN");

        assertThat(ask("GET", "/api/v1/user/preferences", null, token)
                        .json()
                        .at("/data/theme")
                        .asText())
                .isEqualTo("auto");
        JsonNode kept = ask(
                        "PUT",
                        "/api/v1/user/preferences",
                        "{\"preferences\":{\"theme\":\"dark\",\"notifications\":{\"email\":false}}}",
                        token)
                .json();
        assertThat(kept.get("success").asBoolean()).isTrue();
        assertThat(kept.at("/data/theme").asText()).isEqualTo("dark");
        assertThat(kept.at("/data/notifications/email").asBoolean()).isFalse();
        assertThat(kept.at("/data/default_items_per_page").asInt()).isEqualTo(20);
        Answer wrong = ask(
                "PUT", "/api/v1/user/password", "{\"current_password\":\"nope\",\"new_password\":\"secret-2\"}", token);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(ask(
                                "PUT",
                                "/api/v1/user/password",
                                "{\"current_password\":\"secret-1\",\"new_password\":\"secret-2\"}",
                                token)
                        .json()
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(ask("GET", "/api/v1/user/security/settings", null, token)
                        .json()
                        .at("/data/0/id")
                        .asText())
                .isEqualTo("password");
        assertThat(ask("PUT", "/api/v1/user/preferences", "{\"preferences\":{\"theme\":\"pink\"}}", token)
                        .status())
                .isEqualTo(400);
        assertThat(login("profiled", "secret-2").status()).isEqualTo(200);
    }

    @Test
    void vcdClientsMakeAnApiTokenExchangeItAndLogOut() {
        created("robot");
        String token = login("robot@ACME", "secret-1").header("X-VMWARE-VCLOUD-ACCESS-TOKEN");

        Answer client = ask("POST", "/oauth/tenant/acme/register", "{\"client_name\":\"terraform\"}", token);
        assertThat(client.status()).as(client.body()).isEqualTo(201);
        String clientId = client.json().get("client_id").asText();
        JsonNode shown = ask("GET", V1 + "/tokens/urn:vcloud:token:" + clientId, null, token)
                .json();
        assertThat(shown.at("/org/name").asText()).isEqualTo("acme");
        assertThat(shown.get("type").asText()).isEqualTo("REFRESH");
        Answer issued = form(
                "/oauth/tenant/acme/token",
                "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + token + "&client_id=" + clientId);
        assertThat(issued.status()).as(issued.body()).isEqualTo(200);
        String refresh = issued.json().get("refresh_token").asText();

        Answer exchanged = form("/oauth/tenant/acme/token", "grant_type=refresh_token&refresh_token=" + refresh);
        assertThat(exchanged.json().get("token_type").asText()).isEqualTo("Bearer");
        assertThat(exchanged.json().get("expires_in").asInt()).isEqualTo(3600);
        assertThat(exchanged.json().get("refresh_token").isNull()).isTrue();
        String access = exchanged.json().get("access_token").asText();
        assertThat(ask("GET", V1 + "/sessions/current", null, access)
                        .json()
                        .at("/user/name")
                        .asText())
                .isEqualTo("robot");
        Answer listed = ask(
                "GET",
                V1 + "/tokens/?filter=" + encoded("(name==terraform;owner.name==robot;(type==PROXY,type==REFRESH))"),
                null,
                token);
        assertThat(listed.json().get("resultTotal").asInt()).isEqualTo(1);
        assertThat(listed.body()).doesNotContain(refresh);

        assertThat(ask("DELETE", V1 + "/tokens/urn:vcloud:token:" + clientId, null, token)
                        .status())
                .isEqualTo(204);
        assertThat(ask("GET", V1 + "/sessions/current", null, access).status()).isEqualTo(401);
        Answer refused = form("/oauth/tenant/acme/token", "grant_type=refresh_token&refresh_token=" + refresh);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(api.send(api.request("DELETE", V1 + "/sessions", null)
                                .header("X-VMWARE-VCLOUD-ACCESS-TOKEN", token)
                                .header("Accept", "application/xml;version=37.0"))
                        .status())
                .isEqualTo(204);
        assertThat(ask("GET", V1 + "/sessions/current", null, token).status()).isEqualTo(401);
    }

    private Answer form(String path, String body) {
        return api.send(api.request("POST", path, body.getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    @Test
    void anApiTokenThatIsMadeInOneStepIsShownOnce() {
        Answer made = ask("POST", V1 + "/tokens", "{\"name\":\"one step\"}");

        assertThat(made.status()).isEqualTo(201);
        String secret = made.json().get("token").asText();
        assertThat(ask("GET", V1 + "/tokens/" + id(made.json()), null).body()).doesNotContain(secret);
        assertThat(form("/oauth/provider/token", "grant_type=refresh_token&refresh_token=" + secret)
                        .status())
                .isEqualTo(200);
        assertThat(form("/oauth/tenant/acme/token", "grant_type=refresh_token&refresh_token=" + secret)
                        .status())
                .isEqualTo(400);
        assertThat(form("/oauth/provider/token", "grant_type=password&password=x")
                        .json()
                        .get("error")
                        .asText())
                .isEqualTo("unsupported_grant_type");
        assertThat(form("/oauth/provider/token", "%zz=1&refresh_token=%zz&grant_type=refresh_token")
                        .status())
                .isEqualTo(400);
    }
}
