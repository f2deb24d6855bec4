package io.ssvirt.itests.walk;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user does with machines once they are there, over HTTP. */
public final class MachineWalk {

    private final Api api;
    private final Tenant tenant;

    /** Begins with an organization, a VDC and a catalog. */
    public MachineWalk(Api api, String organization) {
        this.api = api;
        this.tenant = new Tenant(api, organization);
    }

    /** Goes the whole way and leaves nothing behind. */
    public void walk() {
        parametersAreCheckedBeforeAnythingIsMade();
        String vapp = instantiate("web");
        Answer deployed = tenant.awaitVApp(vapp, "DEPLOYED");
        assertThat(deployed.text("/instance/phase")).isEqualTo("READY");
        assertThat(deployed.text("/instance/objects/0/status")).isEqualTo("CREATED");
        String vm = deployed.text("/vms/0/id");
        tenant.awaitVm(vm, "POWERED_ON");
        listed(vapp, vm);
        suspended(vm);
        changed(vm);
        renamed(vapp);
        allAtOnce(vapp, vm);
        deletedAlone(vapp, vm);
        tenant.deleteVApp(vapp);
        tenant.remove();
    }

    private void parametersAreCheckedBeforeAnythingIsMade() {
        Answer unknown = api.post(
                tenant.instantiate(),
                Map.of(
                        "name", "odd",
                        "catalogItem", Map.of("id", item().at("/id").asText()),
                        "parameters", Map.of("NO_SUCH_PARAMETER", "x")));
        assertThat(unknown.is(400).text("/message")).contains("NO_SUCH_PARAMETER");
        assertThat(api.get(CLOUD + "/vapps").is(200).body().at("/values")).isEmpty();
    }

    private JsonNode item() {
        return tenant.items().body().at("/values").get(0);
    }

    private String instantiate(String name) {
        return api.post(
                        tenant.instantiate(),
                        Map.of(
                                "name",
                                name,
                                "powerOn",
                                true,
                                "catalogItem",
                                Map.of("id", item().at("/id").asText())))
                .is(201)
                .id();
    }

    private void listed(String vapp, String vm) {
        Answer on =
                api.get(CLOUD + "/vms?filter=status==POWERED_ON&sortAsc=name").is(200);
        assertThat(on.text("/values/0/id")).isEqualTo(vm);
        assertThat(api.get(CLOUD + "/vms?filter=status==SUSPENDED")
                        .is(200)
                        .body()
                        .at("/resultTotal")
                        .asInt())
                .isZero();
        assertThat(api.get(CLOUD + "/vapps?filter=name==web").is(200).text("/values/0/id"))
                .isEqualTo(vapp);
    }

    private void suspended(String vm) {
        String actions = vm(vm) + "/actions/";
        api.post(actions + "suspend").is(202);
        tenant.awaitVm(vm, "SUSPENDED");
        assertThat(api.post(actions + "reboot").is(400).text("/message")).contains("suspended");
        assertThat(api.post(actions + "resume").is(202).text("/status")).isEqualTo("POWERING_ON");
        tenant.awaitVm(vm, "POWERED_ON");
        api.post(actions + "reset").is(202);
        api.post(actions + "reboot").is(202);
        assertThat(api.post(actions + "shutdown").is(202).text("/status")).isEqualTo("POWERING_OFF");
        tenant.awaitVm(vm, "POWERED_OFF");
        assertThat(api.post(actions + "reset").is(400).text("/message")).isEqualTo("VM is not powered on");
    }

    private void changed(String vm) {
        Answer before = api.get(vm(vm)).is(200);
        int cpus = before.body().at("/hardware/numCpus").asInt();
        Answer bigger = api.patch(
                        vm(vm),
                        Map.of("description", "bigger", "hardware", Map.of("numCpus", 2 * cpus, "memoryMB", 3072)))
                .is(200);
        assertThat(bigger.body().at("/hardware/numCpus").asInt()).isEqualTo(2 * cpus);
        assertThat(bigger.body().at("/hardware/memoryMB").asInt()).isEqualTo(3072);
        assertThat(bigger.text("/description")).isEqualTo("bigger");
        api.patch(vm(vm), Map.of("hardware", Map.of("numCpus", 0))).is(400);
        api.post(vm(vm) + "/actions/powerOn").is(202);
        tenant.awaitVm(vm, "POWERED_ON");
        Answer waiting =
                api.put(vm(vm), Map.of("hardware", Map.of("numCpus", cpus))).is(200);
        assertThat(waiting.body().at("/restartRequired").asBoolean()).isTrue();
    }

    private void renamed(String vapp) {
        Answer renamed = api.put(vapp(vapp), Map.of("name", "shop", "description", "sells"))
                .is(200);
        assertThat(renamed.text("/name")).isEqualTo("shop");
        assertThat(renamed.text("/instance/name")).isEqualTo("web");
        api.patch(vapp(vapp), Map.of("name", "Not Legal")).is(400);
    }

    private void allAtOnce(String vapp, String vm) {
        assertThat(api.post(vapp(vapp) + "/actions/powerOff").is(202).headers().firstValue("Location"))
                .isPresent();
        tenant.awaitVm(vm, "POWERED_OFF");
        api.post(vapp(vapp) + "/actions/powerOn").is(202);
        tenant.awaitVm(vm, "POWERED_ON");
    }

    private void deletedAlone(String vapp, String vm) {
        assertThat(api.delete(vm(vm)).is(400).text("/message")).isEqualTo("VM is running");
        assertThat(api.delete(vm(vm) + "?force=true").status()).isIn(202, 204);
        api.get(vapp(vapp)).is(200);
    }

    private static String vm(String id) {
        return CLOUD + "/vms/" + Api.segment(id);
    }

    private static String vapp(String id) {
        return CLOUD + "/vapps/" + Api.segment(id);
    }
}
