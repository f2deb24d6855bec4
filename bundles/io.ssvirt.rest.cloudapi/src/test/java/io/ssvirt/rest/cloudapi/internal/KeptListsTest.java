package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.identity.internal.Hands;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists that are asked for again and again, on PostgreSQL, where an answer is kept until anything is committed. */
class KeptListsTest extends OverHttp {

    @Override
    RealCloud cloud(Path secrets, Hands clock) {
        return new RealCloud(TestDatabase.postgres(), secrets, clock, Map.of());
    }

    private JsonNode get(String path, String token) {
        Answer answer = ask("GET", path, null, token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String vdcs() {
        return "/api/admin/org/" + acme + "/vdcs";
    }

    private JsonNode made(String path, String body) {
        Answer answer = ask("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode deployed(String name) {
        JsonNode vdc = made(vdcs(), "{\"name\":\"" + name + "\",\"allocationModel\":\"Flex\"}");
        String catalog = id(made(V1 + "/catalogs", "{\"name\":\"of-" + name + "\",\"orgId\":\"" + acme + "\"}"));
        String item = "urn:vcloud:catalogitem:" + catalog.substring(catalog.lastIndexOf(':') + 1) + ":alpine-tiny";
        JsonNode vapp = made(
                V1 + "/vdcs/" + id(vdc) + "/actions/instantiateTemplate",
                "{\"name\":\"" + name + "\",\"powerOn\":true,\"catalogItem\":{\"id\":\"" + item + "\"}}");
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> get(V1 + "/vapps/" + id(vapp), admin),
                        json -> json.at("/vms/0/status").asText().equals("POWERED_ON"));
    }

    private JsonNode machine(String vapp, String token) {
        return get(V1 + "/vms?filter=" + encoded("vappId==" + vapp), token).at("/values/0");
    }

    @Test
    void aListShowsEveryChangeAtOnce() {
        String vapp = id(deployed("changing"));
        for (int round = 0; round < 5; round++) {
            assertThat(machine(vapp, admin)).isEqualTo(machine(vapp, admin));
            String name = "renamed-" + round;

            assertThat(ask("PATCH", V1 + "/vapps/" + vapp, "{\"name\":\"" + name + "\"}")
                            .status())
                    .isEqualTo(200);

            assertThat(machine(vapp, admin).at("/vapp/name").asText()).isEqualTo(name);
        }
        String vm = id(machine(vapp, admin));
        assertThat(ask("POST", V1 + "/vms/" + vm + "/actions/powerOff", null).status())
                .isEqualTo(202);
        assertThat(machine(vapp, admin).get("status").asText()).isIn("POWERING_OFF", "POWERED_OFF");
        assertThat(ask("DELETE", V1 + "/vapps/" + vapp + "?force=true", null).status())
                .isEqualTo(204);
        assertThat(machine(vapp, admin).isMissingNode()).isTrue();
    }

    @Test
    void theListOfVAppsShowsEveryChangeAtOnce() {
        JsonNode vapp = deployed("listed-with-machines");
        String list = V1 + "/vapps?filter=" + encoded("id==" + id(vapp));
        assertThat(get(list, admin)).isEqualTo(get(list, admin));

        assertThat(ask("PATCH", V1 + "/vapps/" + id(vapp), "{\"description\":\"other\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get(list, admin).at("/values/0/description").asText()).isEqualTo("other");
        assertThat(ask("PUT", vdcs() + "/" + vapp.get("vdcId").asText(), "{\"name\":\"renamed\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get(list, admin).at("/values/0/vdc/name").asText()).isEqualTo("renamed");
    }

    @Test
    void theListOfOrganizationsCountsAtOnce() {
        String list = V1 + "/orgs?filter=" + encoded("id==" + acme);
        for (int round = 0; round < 3; round++) {
            long before = get(list, admin).at("/values/0/catalogCount").asLong();

            made(V1 + "/catalogs", "{\"name\":\"counted-" + round + "\",\"orgId\":\"" + acme + "\"}");

            assertThat(get(list, admin).at("/values/0/catalogCount").asLong()).isEqualTo(before + 1);
        }
    }

    @Test
    void newVdcsAreListedAtOnceForEveryReader() {
        String olga = cloud.identity.login("olga").token();
        for (int round = 0; round < 5; round++) {
            String vdc = id(made(vdcs(), "{\"name\":\"listed\",\"allocationModel\":\"Flex\"}"));

            for (String token : new String[] {admin, olga, admin, olga}) {
                assertThat(get(V1 + "/vdcs", token).at("/values/0/id").asText()).isEqualTo(vdc);
            }
            assertThat(get(vdcs(), admin).at("/values/0/id").asText()).isEqualTo(vdc);
        }
    }

    @Test
    void theListOfUsersShowsRolesLocksAndOrganizationsAtOnce() {
        String list = V1 + "/users?filter=" + encoded("id==" + victim);
        String olga = cloud.identity.login("olga").token();
        assertThat(get(list, olga)).isEqualTo(get(list, olga));
        assertThat(get(list, olga).at("/values/0/locked").asBoolean()).isFalse();

        for (int attempt = 0; attempt < 20; attempt++) {
            login("victim", "wrong");
        }
        assertThat(get(list, olga).at("/values/0/locked").asBoolean()).isTrue();
        clock.forward(Duration.ofHours(1));
        // Sessions are over by then.
        admin = cloud.identity.login("root").token();
        assertThat(get(list, admin).at("/values/0/locked").asBoolean()).isFalse();

        assertThat(ask("PUT", V1 + "/orgs/" + acme, "{\"displayName\":\"The acme\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get(list, admin).at("/values/0/organization/displayName").asText())
                .isEqualTo("The acme");
    }

    @Test
    void newCatalogsAreListedAtOnce() {
        for (int round = 0; round < 3; round++) {
            String name = "catalog-" + round;
            made(V1 + "/catalogs", "{\"name\":\"" + name + "\",\"orgId\":\"" + acme + "\"}");

            String list = V1 + "/catalogs?filter=" + encoded("name==" + name);
            assertThat(get(list, admin).at("/values/0/name").asText()).isEqualTo(name);
            assertThat(get(list, admin)).isEqualTo(get(list, admin));
        }
    }

    @Test
    void newTasksAreListedAtOnce() {
        String list = V1 + "/tasks?pageSize=1&sortDesc=startTime";
        for (int round = 0; round < 3; round++) {
            String before = id(get(list, admin).at("/values/0"));
            assertThat(id(get(list, admin).at("/values/0"))).isEqualTo(before);

            made(vdcs(), "{\"name\":\"with-task\",\"allocationModel\":\"Flex\"}");

            assertThat(id(get(list, admin).at("/values/0"))).isNotEqualTo(before);
        }
    }
}
