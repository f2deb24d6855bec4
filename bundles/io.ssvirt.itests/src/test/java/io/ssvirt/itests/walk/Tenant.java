package io.ssvirt.itests.walk;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** An organization with a VDC and a catalog of its own, made and removed over the API. */
public final class Tenant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final String name;
    private final String organization;
    private final String vdc;
    private final String catalog;

    /** Creates organization, VDC and catalog; each must be there when its request is answered. */
    public Tenant(Api api, String name) {
        this.api = api;
        this.name = name;
        this.organization = api.post(CLOUD + "/orgs", Map.of("name", name, "displayName", "Org " + name))
                .is(201)
                .id();
        this.vdc = api.post(vdcs(), Map.of("name", "dev", "allocationModel", "Flex"))
                .is(201)
                .id();
        this.catalog = api.post(
                        CLOUD + "/catalogs", Map.of("name", "templates", "orgId", organization, "isPublished", false))
                .is(201)
                .id();
    }

    public String name() {
        return name;
    }

    public String organization() {
        return organization;
    }

    public String vdc() {
        return vdc;
    }

    public String catalog() {
        return catalog;
    }

    /** Returns the path of the organization's VDCs. */
    public String vdcs() {
        return "/api/admin/org/" + Api.segment(organization) + "/vdcs";
    }

    /** Returns the path that instantiates templates. */
    public String instantiate() {
        return CLOUD + "/vdcs/" + Api.segment(vdc) + "/actions/instantiateTemplate";
    }

    /** Reads a page of up to 100 items of the catalog. */
    public Answer items() {
        return api.get(CLOUD + "/catalogs/" + Api.segment(catalog) + "/catalogItems?pageSize=100")
                .is(200);
    }

    /** Waits until a vApp is in one of some states, and returns it. */
    public Answer awaitVApp(String vapp, String... statuses) {
        return Awaitility.await("vApp " + vapp)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.get(CLOUD + "/vapps/" + Api.segment(vapp)).is(200), answer -> Set.of(statuses)
                        .contains(answer.text("/status")));
    }

    /** Waits until a VM is in one of some states, and returns it. */
    public Answer awaitVm(String vm, String... statuses) {
        return Awaitility.await("VM " + vm)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.get(CLOUD + "/vms/" + Api.segment(vm)).is(200), answer -> Set.of(statuses)
                        .contains(answer.text("/status")));
    }

    /** Deletes a vApp with whatever runs in it, and waits until it is gone. */
    public void deleteVApp(String vapp) {
        String path = CLOUD + "/vapps/" + Api.segment(vapp);
        assertThat(api.delete(path + "?force=true").status()).isIn(202, 204);
        Awaitility.await("end of " + vapp)
                .atMost(PATIENCE)
                .until(() -> api.get(path).status() == 404);
    }

    /** Removes everything again, and waits until it is gone. */
    public void remove() {
        String path = vdcs() + "/" + Api.segment(vdc);
        assertThat(api.delete(path).status()).isIn(202, 204);
        Awaitility.await("end of " + vdc)
                .atMost(PATIENCE)
                .until(() -> api.get(path).status() == 404);
        api.delete(CLOUD + "/catalogs/" + Api.segment(catalog)).is(204);
        api.delete(CLOUD + "/orgs/" + Api.segment(organization)).is(204);
        api.get(CLOUD + "/orgs/" + Api.segment(organization)).is(404);
    }
}
