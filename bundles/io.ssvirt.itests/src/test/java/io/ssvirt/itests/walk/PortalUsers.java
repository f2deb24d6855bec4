package io.ssvirt.itests.walk;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static io.ssvirt.itests.walk.Portal.encoded;
import static io.ssvirt.itests.walk.PortalFields.check;
import static io.ssvirt.itests.walk.PortalFields.checkPage;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of users and profiles (contract 8.3). */
record PortalUsers(Portal admin, String org, String password) {

    /** Makes one of each role, changes the plain one in every way, and returns the ids. */
    List<String> make() {
        checkPage("user", admin.get(CLOUD + "/users" + PortalWalk.LIST + "&role=&organization_id="));
        JsonNode roles = checkPage("role", admin.get(CLOUD + "/roles"));
        assertThat(roles).hasSizeGreaterThanOrEqualTo(3);
        String manager =
                user("walk-manager", "Organization Administrator", "urn:vcloud:role:organization-administrator");
        String plain = user("walk-user", "vApp User", idOf(roles, "vApp User"));
        String path = CLOUD + "/users/" + encoded(plain);
        check("user", admin.get(path).is(200).body());
        for (boolean on : List.of(false, true)) {
            assertThat(admin.patch(path, Map.of("enabled", on))
                            .is(200)
                            .body()
                            .at("/enabled")
                            .asBoolean())
                    .isEqualTo(on);
        }
        // the dialog sends made-up ids with the right names
        admin.patch(path, Map.of("roleEntityRefs", List.of(Map.of("id", "vapp-user", "name", "vApp User"))))
                .is(200);
        admin.patch(path, Map.of("orgEntityRef", Map.of("id", org, "name", "walk")))
                .is(200);
        Answer saved = admin.put(
                        path,
                        Map.of(
                                "username",
                                "walk-user",
                                "FullName",
                                "Walk User",
                                "email",
                                "walk-user@walk.example",
                                "roleEntityRefs",
                                List.of(Map.of("id", idOf(roles, "vApp User"), "name", "vApp User")),
                                "orgEntityRef",
                                Map.of("id", org, "name", "walk"),
                                "organizationID",
                                org,
                                "enabled",
                                true))
                .is(200);
        assertThat(saved.text("/roleEntityRefs/0/name")).isEqualTo("vApp User");
        assertThat(saved.text("/orgEntityRef/id")).isEqualTo(org);
        return List.of(manager, plain);
    }

    private String user(String name, String role, String roleId) {
        Answer made = admin.post(
                        CLOUD + "/users",
                        Map.of(
                                "username",
                                name,
                                "FullName",
                                "Walk",
                                "email",
                                name + "@walk.example",
                                "password",
                                password,
                                "roleEntityRefs",
                                List.of(Map.of("id", roleId, "name", role)),
                                "orgEntityRef",
                                Map.of("id", org, "name", "walk"),
                                "organizationID",
                                org,
                                "enabled",
                                true))
                .is(201);
        assertThat(made.text("/roleEntityRefs/0/name")).isEqualTo(role);
        return check("user", made.body()).at("/id").asText();
    }

    private static String idOf(JsonNode roles, String name) {
        for (JsonNode role : roles) {
            if (role.at("/name").asText().equals(name)) {
                return role.at("/id").asText();
            }
        }
        throw new AssertionError("no role " + name);
    }

    /** Looks at the profile and tries to change it. */
    static void profile(Portal portal) {
        Answer read = portal.get("/api/v1/user/preferences").is(200);
        assertThat(read.body().at("/success").asBoolean()).isTrue();
        portal.put(
                        "/api/v1/user/preferences",
                        Map.of(
                                "preferences",
                                Map.of(
                                        "theme", "dark",
                                        "language", "en",
                                        "timezone", "UTC",
                                        "date_format", "YYYY-MM-DD",
                                        "time_format", "24h",
                                        "notifications",
                                                Map.of(
                                                        "email", true,
                                                        "browser", false,
                                                        "vm_state_changes", true,
                                                        "system_maintenance", true),
                                        "default_items_per_page", 20,
                                        "auto_refresh_interval", 30)))
                .is(200);
        assertThat(portal.get("/api/v1/user/security/settings")
                        .is(200)
                        .body()
                        .at("/data")
                        .isArray())
                .isTrue();
        // 401 would log the user out
        portal.put("/api/v1/user/password", Map.of("current_password", "wrong", "new_password", "another 1234"))
                .is(400);
    }

    /** The id goes out with its colons as they are. */
    static void logOut(Portal portal) {
        portal.delete(CLOUD + "/sessions/" + portal.session().at("/id").asText())
                .is(204);
        portal.get(CLOUD + "/vdcs").is(401);
    }
}
