package io.ssvirt.itests.contract;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.contract.Contract.V1;
import static io.ssvirt.itests.contract.Contract.names;
import static io.ssvirt.itests.contract.Contract.shape;
import static io.ssvirt.itests.contract.Contract.urn;
import static org.assertj.core.api.Assertions.assertThat;

/** Catalogs and their items. */
record CatalogContract(Contract contract, Tenant tenant) {

    private static final String CATALOGS = V1 + "/catalogs";
    private static final String CATALOG =
            "id:s name:s description:s org.id:s isPublished:b isSubscribed:b creationDate:s"
                    + " numberOfVAppTemplates:i numberOfMedia:i catalogStorageProfiles:a publishConfig.isPublished:b"
                    + " subscriptionConfig.isSubscribed:b distributedCatalogConfig:o owner.id:s isLocal:b version:i orgId:s";
    private static final String ITEM = "id:s name:s description:s catalogId:s isPublished:b isExpired:b creationDate:s"
            + " size:i status:s entity.name:s entity.description:s entity.type:s entity.numberOfVMs:i"
            + " entity.numberOfCpus:i entity.memoryAllocation:i entity.storageAllocation:i owner.name:s owner.id:s"
            + " catalog.name:s catalog.id:s versionNumber:i modificationDate:s catalogEntityRef.id:s isVappTemplate:b"
            + " os_type:s cpu_count:i memory_mb:i disk_size_gb:i vm_instance_type:s entity.templateSpec.kind:s"
            + " entity.templateSpec.metadata.name:s entity.templateSpec.parameters:a entity.templateSpec.objects:a"
            + " entity.deploymentLeases:a";

    void check() {
        JsonNode made = contract.send(
                        "POST",
                        CATALOGS,
                        "{\"name\":\"contract-c\",\"orgId\":\"" + tenant.organization() + "\",\"isPublished\":true}",
                        201)
                .body();
        shape(made, CATALOG);
        assertThat(made.at("/isPublished").asBoolean()).isTrue();
        assertThat(made.at("/publishConfig/isPublished").asBoolean()).isTrue();
        assertThat(made.at("/numberOfVAppTemplates").asInt()).isPositive();
        assertThat(made.at("/creationDate").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        String id = made.at("/id").asText();
        assertThat(contract.send("GET", CATALOGS + "/" + id, null, 200).body()).isEqualTo(made);
        refusals();
        lists(id);
        items(id);
        for (String method : List.of("PUT", "PATCH")) {
            assertThat(contract.send(method, CATALOGS + "/" + id, "{\"isPublished\":false}", 200)
                            .body()
                            .at("/isPublished")
                            .asBoolean())
                    .isFalse();
            contract.send(method, CATALOGS + "/" + id, "{\"isPublished\":true,\"name\":\"\"}", 200);
        }
        contract.send("DELETE", CATALOGS + "/" + id, null, 204);
        contract.phrase("DELETE", CATALOGS + "/" + id, null, 404, "Catalog not found");
    }

    private void refusals() {
        contract.phrase("GET", CATALOGS + "/x", null, 400, "Invalid catalog URN format");
        contract.phrase("GET", CATALOGS + "/urn:vcloud:catalog:x", null, 404, "Catalog not found");
        names(contract.phrase("POST", CATALOGS, "{}", 400, "Invalid request body"), "name");
        names(contract.phrase("POST", CATALOGS, "{\"name\":\"x\"}", 400, "Invalid request body"), "orgId");
        contract.phrase("POST", CATALOGS, "nonsense", 400, "Invalid request body");
        names(
                contract.phrase(
                        "POST", CATALOGS, "{\"name\":\"x\",\"orgId\":\"x\"}", 400, "Invalid organization URN format"),
                "orgId");
        contract.phrase(
                "POST", CATALOGS, "{\"name\":\"x\",\"orgId\":\"" + urn("org") + "\"}", 404, "Organization not found");
    }

    private void lists(String id) {
        for (String size : List.of("pageSize", "page_size", "per_page")) {
            contract.page(CATALOGS + "?" + size + "=128", 128);
            contract.page(CATALOGS + "?" + size + "=1", 1);
        }
        for (String filter : List.of(
                "filter=name==contract-c",
                "search=ontract-C",
                "filter=id==" + id,
                "filter=isPublished==true;name==contract-c")) {
            assertThat(contract.all(CATALOGS + "?" + filter, "/id")).as(filter).containsExactly(id);
        }
        for (String org : List.of("orgId", "org.id")) {
            assertThat(contract.all(CATALOGS + "?filter=" + org + "==" + tenant.organization(), "/id"))
                    .as("newest first")
                    .containsExactly(id, tenant.catalog());
        }
        assertThat(contract.all(CATALOGS + "?sortAsc=creationDate&filter=orgId==" + tenant.organization(), "/id"))
                .containsExactly(tenant.catalog(), id);
    }

    private void items(String catalog) {
        String path = CATALOGS + "/" + catalog + "/catalogItems";
        contract.page(path + "?pageSize=1000", 100);
        JsonNode first = contract.page(path, 25).at("/values/0");
        shape(first, ITEM);
        String uuid = catalog.substring(catalog.lastIndexOf(':') + 1);
        String name = first.at("/name").asText();
        assertThat(first.at("/id").asText()).isEqualTo("urn:vcloud:catalogitem:" + uuid + ":" + name);
        assertThat(first.at("/status").asText()).isEqualTo("AVAILABLE");
        assertThat(first.at("/entity/type").asText()).isEqualTo("application/vnd.vmware.vcloud.vAppTemplate+xml");
        assertThat(first.at("/entity/templateSpec/metadata/name").asText()).isEqualTo(name);
        assertThat(contract.all(path, "/name")).isSorted();
        for (String id : List.of(
                "urn:vcloud:catalogitem:" + uuid + ":" + name,
                "urn%3Avcloud%3Acatalogitem%3A" + uuid + "%3A" + name,
                "urn:vcloud:catalogitem:" + name)) {
            assertThat(contract.send("GET", path + "/" + id, null, 200).body()).isEqualTo(first);
        }
        assertThat(contract.all(path + "?filter=name==" + name + "*", "/name")).contains(name);
        assertThat(contract.all(path + "?filter=name==" + name, "/name")).containsExactly(name);
        assertThat(contract.all(path + "?search=" + name, "/name")).contains(name);
        contract.phrase("GET", CATALOGS + "/x/catalogItems", null, 400, "Invalid catalog ID format");
        contract.phrase("GET", CATALOGS + "/" + urn("catalog") + "/catalogItems", null, 404, "Catalog not found");
        contract.phrase("GET", path + "/x", null, 400, "Invalid catalog item ID format");
        contract.phrase("GET", path + "/urn:vcloud:catalogitem:nothing", null, 404, "Catalog item not found");
    }
}
