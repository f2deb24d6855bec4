package io.ssvirt.itests.walk;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole path that the product exists for, over HTTP and in the order in which a user goes it. */
public final class MainJob {

    private final Api api;
    private final Tenant tenant;

    /** Begins with an organization, a VDC and a catalog. */
    public MainJob(Api api, String organization) {
        this.api = api;
        this.tenant = new Tenant(api, organization);
    }

    public Tenant tenant() {
        return tenant;
    }

    /** Goes the whole way and leaves nothing behind. */
    public void walk() {
        JsonNode item = anItemThatStartsAtOnce();
        List<String> vapps = everySpelling(item);
        String first = vapps.get(0);
        Answer vapp = tenant.awaitVApp(first, "DEPLOYED");
        liveValues(vapp);
        String vm = vapp.text("/vms/0/id");
        powerOffAndOn(vm);
        refusesToDeleteWhatRuns(first);
        refusesToDeleteAVdcInUse();
        vapps.forEach(id -> tenant.awaitVApp(id, "DEPLOYED"));
        vapps.forEach(tenant::deleteVApp);
        api.get(CLOUD + "/vms/" + Api.segment(vm)).is(404);
        tenant.remove();
    }

    private JsonNode anItemThatStartsAtOnce() {
        Answer items = tenant.items();
        assertThat(items.body().at("/resultTotal").asInt()).isGreaterThanOrEqualTo(12);
        for (JsonNode item : items.body().at("/values")) {
            String path = CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems/"
                    + Api.segment(item.at("/id").asText());
            JsonNode read = api.get(path).is(200).body();
            assertThat(read).as("item read by the id that the list gave").isEqualTo(item);
            assertThat(item.at("/entity/numberOfCpus").asInt()).as("CPUs of %s", item).isPositive();
            assertThat(item.at("/entity/memoryAllocation").asLong()).as("memory of %s", item).isPositive();
        }
        return items.body().at("/values").get(0);
    }

    /** Instantiates once with each way to name an item (contract 1.9). */
    private List<String> everySpelling(JsonNode item) {
        String id = item.at("/id").asText();
        String name = item.at("/name").asText();
        String catalogUuid = tenant.catalog().substring(tenant.catalog().lastIndexOf(':') + 1);
        return List.of(
                instantiate("by-list-id", Map.of("catalogItem", Map.of("id", id))),
                instantiate("by-catalog-and-name", Map.of("catalogItem", Map.of("id", prefix(catalogUuid), "name", name))),
                instantiate("by-legacy-id", Map.of("catalogItem", Map.of("id", prefix("template-123"), "name", name))),
                instantiate("by-item-urn", Map.of("catalogItemUrn", id)));
    }

    private static String prefix(String suffix) {
        return "urn:vcloud:catalogitem:" + suffix;
    }

    private String instantiate(String name, Map<String, ?> item) {
        Map<String, Object> body = new LinkedHashMap<>(item);
        body.put("name", name);
        body.put("powerOn", true);
        Answer created = api.post(tenant.instantiate(), body).is(201);
        assertThat(created.text("/status")).isIn("INSTANTIATING", "DEPLOYED");
        assertThat(created.text("/name")).isEqualTo(name);
        return created.id();
    }

    private void liveValues(Answer vapp) {
        assertThat(vapp.body().at("/vms")).isNotEmpty();
        assertThat(vapp.text("/vms/0/href")).endsWith(vapp.text("/vms/0/id"));
        Answer vm = tenant.awaitVm(vapp.text("/vms/0/id"), "POWERED_ON");
        assertThat(vm.text("/vappId")).isEqualTo(vapp.id());
        assertThat(vm.body().at("/hardware/numCpus").asInt()).isPositive();
        assertThat(vm.body().at("/hardware/memoryMB").asInt()).isPositive();
        assertThat(vm.text("/networkConnections/0/ipAddress")).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        assertThat(vm.text("/guestOs")).isNotEmpty();
    }

    private void powerOffAndOn(String vm) {
        String actions = CLOUD + "/vms/" + Api.segment(vm) + "/actions/";
        api.post(actions + "powerOn").is(400);
        assertThat(api.post(actions + "powerOff").is(202).text("/status")).isEqualTo("POWERING_OFF");
        tenant.awaitVm(vm, "POWERED_OFF");
        api.post(actions + "powerOff").is(400);
        assertThat(api.post(actions + "powerOn").is(202).text("/status")).isEqualTo("POWERING_ON");
        tenant.awaitVm(vm, "POWERED_ON");
    }

    private void refusesToDeleteWhatRuns(String vapp) {
        String path = CLOUD + "/vapps/" + Api.segment(vapp);
        Answer refused = api.delete(path).is(400);
        assertThat(refused.text("/message")).isEqualTo("vApp contains running VMs");
        assertThat(api.get(path).is(200).text("/status")).isEqualTo("DEPLOYED");
    }

    private void refusesToDeleteAVdcInUse() {
        api.delete(tenant.vdcs() + "/" + Api.segment(tenant.vdc())).is(409);
    }
}
