package io.ssvirt.itests.walk;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static io.ssvirt.itests.walk.Portal.encoded;
import static io.ssvirt.itests.walk.PortalFields.check;
import static io.ssvirt.itests.walk.PortalFields.checkPage;
import static org.assertj.core.api.Assertions.assertThat;

/** Every page of the web interface that can be reached, with exactly its requests (contract 8.3), as each of the three roles. */
public final class PortalWalk {

    private static final String PASSWORD = "walk the portal 1";
    static final String LIST = "?page=1&per_page=10&search=&enabled=&sort_by=name&sort_order=asc";

    private final String base;
    private final Portal admin;
    private String org;
    private String vdc;
    private String catalog;

    /** Logs in as the first administrator. */
    public PortalWalk(String base, String password) {
        this.base = base;
        this.admin = Portal.signIn(base, "admin", password);
    }

    /** Walks everything and removes what it made. */
    public void walk() {
        check("session", admin.session());
        organizations();
        vdcs();
        PortalUsers people = new PortalUsers(admin, org, PASSWORD);
        List<String> users = people.make();
        Portal manager = Portal.signIn(base, "walk-manager", PASSWORD);
        Portal user = Portal.signIn(base, "walk-user@walk", PASSWORD);
        assertThat(List.of(admin.role(), manager.role(), user.role()))
                .containsExactly("System Administrator", "Organization Administrator", "vApp User");
        catalogs(manager);
        for (Portal portal : List.of(admin, manager, user)) {
            check("session", portal.session());
            machines(portal);
            PortalUsers.profile(portal);
        }
        PortalUsers.logOut(user);
        users.forEach(id -> admin.delete(CLOUD + "/users/" + encoded(id)).is(204));
        admin.delete(CLOUD + "/catalogs/" + encoded(catalog)).is(204);
        assertThat(admin.delete(adminVdcs() + "/" + encoded(vdc)).status()).isIn(202, 204);
        Awaitility.await("end of the VDC")
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(CLOUD + "/vdcs/" + encoded(vdc)).status() == 404);
        assertThat(admin.delete(CLOUD + "/orgs/" + encoded(org)).status()).isIn(202, 204);
    }

    private String adminVdcs() {
        return "/api/admin/org/" + encoded(org) + "/vdcs";
    }

    private void organizations() {
        checkPage("org", admin.get(CLOUD + "/orgs" + LIST));
        admin.get("/api/admin/org/create/vdcs").is(400);
        org = check(
                        "org",
                        admin.post(
                                        CLOUD + "/orgs",
                                        Map.of("name", "walk", "displayName", "The walk", "isEnabled", true))
                                .is(201)
                                .body())
                .at("/id")
                .asText();
        Answer taken = admin.post(CLOUD + "/orgs", Map.of("name", "walk", "displayName", "Again", "isEnabled", true));
        assertThat(taken.is(409).text("/message")).isNotBlank();
        check("org", admin.get(CLOUD + "/orgs/" + encoded(org)).is(200).body());
        for (boolean on : List.of(false, true)) {
            Answer toggled = admin.patch(CLOUD + "/orgs/" + encoded(org), Map.of("isEnabled", on))
                    .is(200);
            assertThat(toggled.body().at("/isEnabled").asBoolean()).isEqualTo(on);
        }
    }

    private void vdcs() {
        Map<String, Object> form = Map.of(
                "name",
                "walk-dev",
                "description",
                "",
                "allocationModel",
                "PayAsYouGo",
                "computeCapacity",
                Map.of(
                        "cpu", Map.of("allocated", 1000, "limit", 20000, "units", "MHz"),
                        "memory", Map.of("allocated", 1024, "limit", 32768, "units", "MB")),
                "providerVdc",
                Map.of("id", "provider-vdc-placeholder-001"),
                "nicQuota",
                100,
                "networkQuota",
                50,
                "vdcStorageProfiles",
                List.of(),
                "isThinProvision",
                false,
                "isEnabled",
                true);
        vdc = check("vdc", admin.post(adminVdcs(), form).is(201).body())
                .at("/id")
                .asText();
        JsonNode listed = checkPage(
                "vdc",
                admin.get(adminVdcs() + "?page=1&pageSize=20&filter=walk&sortAsc=name&status=enabled"
                        + "&allocationModel=PayAsYouGo"));
        assertThat(listed).hasSize(1);
        assertThat(checkPage("vdc", admin.get(adminVdcs() + "?page=1&pageSize=20&sortDesc=name&status=disabled")))
                .isEmpty();
        Map<String, Object> edited = new java.util.HashMap<>(form);
        edited.put("description", "edited");
        edited.put("vdcStorageProfiles", Map.of());
        assertThat(check(
                                "vdc",
                                admin.put(adminVdcs() + "/" + encoded(vdc), edited)
                                        .is(200)
                                        .body())
                        .at("/description")
                        .asText())
                .isEqualTo("edited");
        check("vdc", admin.get(adminVdcs() + "/" + encoded(vdc)).is(200).body());
    }

    private void catalogs(Portal portal) {
        checkPage("org", portal.get(CLOUD + "/orgs"));
        catalog = check(
                        "catalog",
                        portal.post(
                                        CLOUD + "/catalogs",
                                        Map.of("name", "walk", "description", "", "orgId", org, "isPublished", false))
                                .is(201)
                                .body())
                .at("/id")
                .asText();
        checkPage("catalog", portal.get(CLOUD + "/catalogs?page=1&pageSize=20"));
        check(
                "catalog",
                portal.get(CLOUD + "/catalogs/" + encoded(catalog)).is(200).body());
        String items = CLOUD + "/catalogs/" + encoded(catalog) + "/catalogItems";
        JsonNode first =
                checkPage("item", portal.get(items + "?page=1&pageSize=12")).get(0);
        String name = first.at("/name").asText();
        assertThat(checkPage(
                        "item", portal.get(items + "?page=1&pageSize=20&filter=" + encoded("name==" + name + "*"))))
                .isNotEmpty();
        check(
                "item",
                portal.get(items + "/" + encoded(first.at("/id").asText()))
                        .is(200)
                        .body());
    }

    private void machines(Portal portal) {
        boolean provider = portal == admin;
        String vdcPath = CLOUD + "/vdcs/" + encoded(vdc);
        for (Answer answer : portal.getAll(
                CLOUD + "/orgs", provider ? adminVdcs() : CLOUD + "/vdcs", vdcPath + "/vapps", CLOUD + "/catalogs")) {
            check("page", answer.is(200).body());
        }
        checkPage("vdc", portal.get(CLOUD + "/vdcs?page=1&pageSize=20"));
        JsonNode item = everyItem(portal).get(0);
        String cut = item.at("/id").asText().replaceFirst("(?i)^(urn:vcloud:catalogitem:[a-f0-9-]+).*", "$1");
        String name = "walk-" + portal.role().replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT);
        checkPage("vapp", portal.get(vdcPath + "/vapps"));
        String vapp = portal.post(
                        vdcPath + "/actions/instantiateTemplate",
                        Map.of(
                                "name",
                                name,
                                "catalogItem",
                                Map.of("id", cut, "name", item.at("/name").asText())))
                .is(201)
                .id();
        String path = CLOUD + "/vapps/" + encoded(vapp);
        Answer shown = until(portal, path, "DEPLOYED");
        check("vapp", shown.body());
        String href = shown.text("/vms/0/href");
        String vm = CLOUD + "/vms/" + href.substring(href.indexOf("/vms/") + "/vms/".length());
        assertThat(shown.body().at("/vms/0/hardware/numCpus").isNumber()).isTrue();
        assertThat(shown.text("/vms/0/createdAt")).isNotEmpty();
        assertThat(checkPage("vapp", portal.get(vdcPath + "/vapps")).findValuesAsText("name"))
                .contains(name);
        power(portal, vm);
        JsonNode machine = check("vm", portal.get(vm).is(200).body());
        check(
                "vapp",
                portal.get(CLOUD + "/vapps/" + encoded(machine.at("/vappId").asText()))
                        .is(200)
                        .body());
        check(
                "vdc",
                portal.get(CLOUD + "/vdcs/" + encoded(machine.at("/vdcId").asText()))
                        .is(200)
                        .body());
        assertThat(portal.delete(path).status()).isIn(202, 204);
        Awaitility.await("end of " + name)
                .atMost(Duration.ofSeconds(30))
                .until(() -> portal.get(path).status() == 404);
    }

    /** As the wizard does: page after page of every catalog. */
    private JsonNode everyItem(Portal portal) {
        String items = CLOUD + "/catalogs/" + encoded(catalog) + "/catalogItems";
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            Answer answer = portal.get(items + "?page=" + page + "&pageSize=100");
            checkPage("item", answer);
            pages = answer.body().at("/pageCount").asInt();
        }
        return portal.get(items + "?page=1&pageSize=100").body().at("/values");
    }

    /** Detail pages poll; the buttons send neither a body nor a content type. */
    private static void power(Portal portal, String vm) {
        Answer before = Awaitility.await("a machine that stands still")
                .atMost(Duration.ofSeconds(30))
                .until(() -> portal.get(vm).is(200), answer -> answer.text("/status")
                        .matches("POWERED_(ON|OFF)"));
        if (before.text("/status").equals("POWERED_OFF")) {
            portal.post(vm + "/actions/powerOn", null).is(202);
            until(portal, vm, "POWERED_ON");
        }
        portal.post(vm + "/actions/powerOff", null).is(202);
        until(portal, vm, "POWERED_OFF");
    }

    private static Answer until(Portal portal, String path, String status) {
        return Awaitility.await(path)
                .atMost(Duration.ofSeconds(30))
                .until(() -> portal.get(path).is(200), answer -> answer.text("/status")
                        .equals(status));
    }
}
