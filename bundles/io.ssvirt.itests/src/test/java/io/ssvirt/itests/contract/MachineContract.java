package io.ssvirt.itests.contract;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.contract.Contract.V1;
import static io.ssvirt.itests.contract.Contract.names;
import static io.ssvirt.itests.contract.Contract.shape;
import static io.ssvirt.itests.contract.Contract.urn;
import static org.assertj.core.api.Assertions.assertThat;

/** Instantiating templates, vApps and machines. */
record MachineContract(Contract contract, Tenant tenant) {

    private static final String VAPPS = V1 + "/vapps";
    private static final String VMS = V1 + "/vms";
    private static final String SECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String VAPP =
            "id:s name:s description:s status:s vdcId:s createdAt:s numberOfVMs:i href:s vdc.name:s org.name:s vms:a";
    private static final String VM = "id:s name:s description:s status:s vappId:s createdAt:s updatedAt:s guestOs:s"
            + " vmTools.status:s vmTools.version:s hardware.numCpus:i hardware.numCoresPerSocket:i hardware.memoryMB:i"
            + " storageProfile.name:s storageProfile.href:s networkConnections:a href:s vapp.name:s vdcId:s vdc.name:s"
            + " org.name:s";

    void check() {
        String item = tenant.items().text("/values/0/id");
        refusals(item);
        Answer made = contract.send("POST", tenant.instantiate(), body("contract-1", item), 201);
        shape(made.body(), VAPP);
        assertThat(made.text("/status")).isEqualTo("INSTANTIATING");
        assertThat(made.text("/href")).isEqualTo(VAPPS + "/" + made.id());
        assertThat(made.text("/createdAt")).matches(SECONDS);
        names(
                contract.phrase(
                        "POST", tenant.instantiate(), body("contract-1", item), 409, "Name already in use within VDC"),
                "name");
        String alias = "{\"name\":\"contract-2\",\"catalogItemUrn\":\"" + item + "\",\"powerOn\":true,\"deploy\":true,"
                + "\"acceptAllEulas\":true,\"guestCustomization\":{\"computerName\":\"x\"}}";
        String second = contract.send("POST", tenant.instantiate(), alias, 201).id();
        JsonNode vapp = tenant.awaitVApp(made.id(), "DEPLOYED").body();
        tenant.awaitVApp(second, "DEPLOYED");
        shape(vapp, VAPP + " updatedAt:s");
        shape(vapp.at("/vms/0"), "id:s name:s status:s href:s createdAt:s hardware.numCpus:i");
        String vm = vapp.at("/vms/0/id").asText();
        assertThat(vapp.at("/vms/0/href").asText()).isEqualTo(VMS + "/" + vm);
        machine(vm, made.id());
        lists(made.id(), second);
        deleting(made.id(), vm);
        tenant.deleteVApp(second);
        String again = contract.send("POST", tenant.instantiate(), body("contract-1", item), 201)
                .id();
        tenant.deleteVApp(again);
    }

    private static String body(String name, String item) {
        return "{\"name\":\"" + name + "\",\"catalogItem\":{\"id\":\"" + item + "\"}}";
    }

    private void refusals(String item) {
        String path = tenant.instantiate();
        String catalog = item.replaceFirst(":[^:]*$", "");
        for (String vdc : List.of("urn:vcloud:vdc:x", urn("vdc"))) {
            String other = V1 + "/vdcs/" + vdc + "/actions/instantiateTemplate";
            contract.phrase("POST", other, "{", 400, "Invalid request format");
            contract.phrase("POST", other, body("x", item), 404, "VDC not found");
        }
        contract.phrase("POST", V1 + "/vdcs/x/actions/instantiateTemplate", "{", 400, "Invalid VDC URN format");
        names(contract.phrase("POST", path, "{\"name\":\"x\"}", 400, "Invalid request format"), "catalogItem.id");
        names(contract.phrase("POST", path, body("", item), 400, "Invalid request format"), "name");
        for (String name : List.of("Upper", "under_score", "-x", "x-", "a.b", "n".repeat(64))) {
            names(
                    contract.phrase("POST", path, body(name, item), 400, "Name must follow DNS-1123 label format"),
                    "name");
        }
        for (List<String> wrong : List.of(
                List.of("x", "Invalid catalog item ID format: must start with urn:vcloud:catalogitem:"),
                List.of("urn:vcloud:catalogitem:", "Invalid catalog item URN: missing item identifier"),
                List.of("urn:vcloud:catalogitem:a b", "Invalid catalog item URN format"),
                List.of("urn:vcloud:catalogitem:zz:x", "Invalid catalog UUID in catalog item URN"))) {
            names(contract.phrase("POST", path, body("x", wrong.get(0)), 400, wrong.get(1)), "catalogItem.id");
        }
        contract.phrase("POST", path, body("x", catalog + ":nothing"), 404, "Catalog item not found");
        for (String kind : List.of("vapp", "vm")) {
            String noun = kind.equals("vm") ? "VM" : "vApp";
            contract.phrase("GET", V1 + "/" + kind + "s/x", null, 400, "Invalid " + noun + " URN format");
            contract.phrase("GET", V1 + "/" + kind + "s/" + urn(kind), null, 404, noun + " not found");
        }
        contract.phrase("POST", VMS + "/x/actions/powerOn", null, 400, "Invalid VM ID format");
        contract.phrase("POST", VMS + "/" + urn("vm") + "/actions/powerOff", null, 404, "VM not found");
        contract.phrase("GET", V1 + "/vdcs/x/vapps", null, 400, "Invalid VDC URN format");
        contract.phrase("GET", V1 + "/vdcs/" + urn("vdc") + "/vapps", null, 404, "VDC not found");
    }

    private void machine(String vm, String vapp) {
        JsonNode read = tenant.awaitVm(vm, "POWERED_ON").body();
        shape(read, VM);
        assertThat(read.at("/vappId").asText()).isEqualTo(vapp);
        assertThat(read.at("/href").asText()).isEqualTo(VMS + "/" + vm);
        assertThat(read.at("/updatedAt").asText()).matches(SECONDS);
        String uuid = vm.substring(vm.lastIndexOf(':') + 1);
        for (String id : List.of(vm, uuid, uuid.replace("-", ""))) {
            contract.phrase(
                    "POST", VMS + "/" + id + "/actions/powerOn", null, 400, "VM is already powered on or powering on");
        }
        Answer off = contract.send("POST", VMS + "/" + vm + "/actions/powerOff", null, 202);
        assertThat(Contract.names(off.body())).containsExactly("id", "name", "status", "powerState", "href");
        assertThat(off.text("/status")).isEqualTo("POWERING_OFF");
        assertThat(off.id()).isEqualTo(vm);
        tenant.awaitVm(vm, "POWERED_OFF");
        contract.phrase(
                "POST", VMS + "/" + vm + "/actions/powerOff", null, 400, "VM is already powered off or powering off");
        assertThat(contract.send("POST", VMS + "/" + vm + "/actions/powerOn", "ignored", 202)
                        .text("/powerState"))
                .isEqualTo("POWERING_ON");
        tenant.awaitVm(vm, "POWERED_ON");
        assertThat(contract.all(VMS + "?filter=vdcId==" + tenant.vdc(), "/id")).contains(vm);
        assertThat(contract.all(VMS + "?filter=vapp.id==" + vapp, "/id")).containsExactly(vm);
    }

    private void lists(String first, String second) {
        String path = V1 + "/vdcs/" + tenant.vdc() + "/vapps";
        assertThat(contract.all(path, "/id")).as("newest first").containsExactly(second, first);
        assertThat(contract.all(path + "?offset=1", "/id")).containsExactly(first);
        assertThat(contract.page(path + "?page=2&pageSize=1&offset=0", 1)
                        .at("/page")
                        .asInt())
                .isEqualTo(2);
        assertThat(contract.all(path + "?page=2&pageSize=1&offset=0", "/id")).containsExactly(second);
        for (String one :
                List.of("name==contract-1", "act-1", "unknown==contract-1", "name==contract-1*", "id==" + first)) {
            assertThat(contract.all(path + "?filter=" + one, "/id")).as(one).containsExactly(first);
        }
        assertThat(contract.all(path + "?filter=status==DEPLOYED", "/id")).hasSize(2);
        assertThat(contract.all(path + "?filter=status==deployed", "/id")).isEmpty();
        assertThat(contract.all(path + "?filter=%25", "/id")).isEmpty();
        assertThat(contract.all(path + "?filter=description==none", "/id")).isEmpty();
        for (String sorted :
                List.of("sortAsc=name&sortDesc=created_at", "sortAsc=created_at", "sortAsc=updated_at&pageSize=2")) {
            assertThat(contract.all(path + "?" + sorted, "/id")).as(sorted).contains(first, second);
        }
        assertThat(contract.all(path + "?sortAsc=name&sortDesc=name", "/id")).containsExactly(first, second);
        assertThat(contract.all(path + "?sortDesc=nothing", "/id")).containsExactly(second, first);
        shape(contract.page(path, 25).at("/values/0"), VAPP);
        contract.page(VAPPS, 25);
        contract.page(VMS + "?per_page=1", 1);
    }

    private void deleting(String vapp, String vm) {
        for (String force : List.of("", "?force=false", "?force=x")) {
            names(
                    contract.phrase("DELETE", VAPPS + "/" + vapp + force, null, 400, "vApp contains running VMs"),
                    "force");
        }
        assertThat(contract.get(VAPPS + "/" + vapp).text("/status")).isEqualTo("DEPLOYED");
        contract.phrase(
                "DELETE", tenant.vdcs() + "/" + tenant.vdc(), null, 409, "Cannot delete VDC with dependent resources");
        tenant.deleteVApp(vapp);
        contract.phrase("DELETE", VAPPS + "/" + vapp, null, 404, "vApp not found");
        contract.phrase("GET", VMS + "/" + vm, null, 404, "VM not found");
    }
}
