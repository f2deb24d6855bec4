package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.VmStatus;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.rest.cloudapi.internal.json.VmDto;

import static org.assertj.core.api.Assertions.assertThat;

/** What lists and single things look like (contract 1 and 2). */
class ReadingTest {

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    static List<String> lists() {
        return List.of(
                "/cloudapi/1.0.0/orgs",
                "/cloudapi/1.0.0/roles",
                "/cloudapi/1.0.0/vdcs",
                "/cloudapi/1.0.0/catalogs",
                "/cloudapi/1.0.0/tasks",
                "/cloudapi/1.0.0/intents",
                "/api/admin/org/" + Sample.ORG + "/vdcs",
                "/cloudapi/1.0.0/vdcs/" + Sample.VDC + "/vapps",
                "/cloudapi/1.0.0/catalogs/" + Sample.CATALOG + "/catalogItems");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyListHasTheSixMembersOfTheEnvelope(String path) {
        Answer answer = api.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.keys())
                .containsExactly("resultTotal", "pageCount", "page", "pageSize", "associations", "values");
        assertThat(answer.json().get("values")).hasSize(1);
        assertThat(answer.json().get("associations").isArray()).isTrue();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyListTakesAllSpellingsOfThePageSizeAndNoBadValueFails(String path) {
        for (String size : List.of("pageSize=7", "page_size=7", "per_page=7")) {
            assertThat(api.get(path + "?page=3&" + size).json().get("pageSize").asInt())
                    .isEqualTo(7);
        }
        Answer bad = api.get(path + "?page=zero&pageSize=-4&offset=x&sortAsc=%00&filter=%00&unknown=1");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.json().get("pageSize").asInt()).isEqualTo(25);
        assertThat(bad.json().get("page").asInt()).isEqualTo(1);
    }

    @Test
    void aPageHasAtMostAHundredEntriesAndACatalogPageAtMost128() {
        assertThat(api.get("/cloudapi/1.0.0/orgs?pageSize=5000")
                        .json()
                        .get("pageSize")
                        .asInt())
                .isEqualTo(100);
        assertThat(api.get("/cloudapi/1.0.0/catalogs?pageSize=5000")
                        .json()
                        .get("pageSize")
                        .asInt())
                .isEqualTo(128);
    }

    @Test
    void filterSearchAndOrderReachTheService() {
        api.get("/cloudapi/1.0.0/vdcs/" + Sample.VDC
                + "/vapps?filter=name==web*;status==DEPLOYED&search=x&sortDesc=created_at&offset=10");

        Query query = api.cloud.last(Query.class);
        assertThat(query.criteria())
                .containsExactly(
                        new Criterion("name", Match.STARTS_WITH, "web"),
                        new Criterion("status", Match.EQUALS, "DEPLOYED"),
                        new Criterion("name", Match.CONTAINS, "x"));
        assertThat(query.order()).contains(new Query.Order("created_at", false));
        assertThat(query.offset()).contains(10);
    }

    @Test
    void anOrganizationHasItsSnakeCaseTimesAndItsNumbers() {
        Answer answer = api.get("/cloudapi/1.0.0/orgs/" + Sample.ORG);

        assertThat(answer.keys())
                .containsExactly(
                        "id",
                        "name",
                        "displayName",
                        "description",
                        "isEnabled",
                        "orgVdcCount",
                        "catalogCount",
                        "vappCount",
                        "runningVMCount",
                        "userCount",
                        "diskCount",
                        "canManageOrgs",
                        "canPublish",
                        "maskedEventTaskUsername",
                        "directlyManagedOrgCount",
                        "created_at",
                        "updated_at",
                        "deleted_at");
        assertThat(answer.json().get("created_at").asText()).isEqualTo("2026-03-01T10:20:30.123456Z");
        assertThat(answer.json().get("deleted_at").isNull()).isTrue();
        assertThat(answer.json().get("runningVMCount").asInt()).isEqualTo(4);
    }

    @Test
    void aRoleHasItsTimesAndNoRights() {
        assertThat(api.get("/cloudapi/1.0.0/roles/" + Sample.ROLE).keys())
                .containsExactly(
                        "id", "name", "description", "bundleKey", "readOnly", "created_at", "updated_at", "deleted_at");
    }

    @Test
    void aVdcLooksTheSameToItsUsersAndToAdministrators() {
        Answer user = api.get("/cloudapi/1.0.0/vdcs/" + Sample.VDC);
        Answer administrator = api.get("/api/admin/org/" + Sample.ORG + "/vdcs/" + Sample.VDC);

        assertThat(user.body()).isEqualTo(administrator.body());
        JsonNode vdc = user.json();
        assertThat(user.keys())
                .contains(
                        "id",
                        "name",
                        "description",
                        "allocationModel",
                        "computeCapacity",
                        "providerVdc",
                        "nicQuota",
                        "networkQuota",
                        "vdcStorageProfiles",
                        "isThinProvision",
                        "isEnabled",
                        "org",
                        "creationDate",
                        "lastModified");
        assertThat(vdc.at("/computeCapacity/cpu/units").asText()).isEqualTo("MHz");
        assertThat(vdc.get("vdcStorageProfiles").toString()).isEqualTo("{}");
        assertThat(vdc.at("/providerVdc/id").asText()).isEqualTo("provider-vdc-placeholder-001");
        assertThat(vdc.at("/org/name").asText()).isEqualTo("acme");
        assertThat(vdc.get("isEnabled").asBoolean()).isFalse();
        assertThat(vdc.get("creationDate").asText()).isEqualTo("2026-03-01T10:20:30Z");
    }

    @Test
    void aCatalogHasTheObjectsThatClientsReadWithoutLooking() {
        JsonNode catalog = api.get("/cloudapi/1.0.0/catalogs/" + Sample.CATALOG).json();

        assertThat(catalog.at("/org/id").asText()).isEqualTo(Sample.ORG.toString());
        assertThat(catalog.at("/publishConfig/isPublished").asBoolean()).isTrue();
        assertThat(catalog.at("/subscriptionConfig/isSubscribed").asBoolean(true))
                .isFalse();
        assertThat(catalog.get("distributedCatalogConfig").isObject()).isTrue();
        assertThat(catalog.get("catalogStorageProfiles").isArray()).isTrue();
        assertThat(catalog.at("/owner/id").asText("?")).isEmpty();
        assertThat(catalog.get("numberOfVAppTemplates").asInt()).isEqualTo(12);
        assertThat(catalog.get("creationDate").asText()).isEqualTo("2026-03-01T10:20:30Z");
        assertThat(catalog.get("orgName").asText()).isEqualTo("acme");
    }

    @Test
    void anItemHasTheFivePartIdAndNoDefaultOfASecret() {
        Answer answer = api.get("/cloudapi/1.0.0/catalogs/" + Sample.CATALOG + "/catalogItems/" + Sample.ITEM);
        JsonNode item = answer.json();

        assertThat(item.get("id").asText()).isEqualTo(Sample.ITEM);
        assertThat(item.get("status").asText()).isEqualTo("AVAILABLE");
        assertThat(item.at("/entity/type").asText()).isEqualTo("application/vnd.vmware.vcloud.vAppTemplate+xml");
        assertThat(item.at("/entity/memoryAllocation").asLong()).isEqualTo(4L << 30);
        assertThat(item.get("os_type").asText()).isEqualTo("rhel9");
        assertThat(item.get("memory_mb").asLong()).isEqualTo(4096);
        assertThat(item.get("disk_size_gb").asLong()).isEqualTo(30);
        assertThat(item.at("/parameters/1/required").asBoolean()).isTrue();
        assertThat(answer.body()).doesNotContain("hush");
    }

    @Test
    void aVAppHasItsMachinesWithEverythingThatAClientWouldReadOneByOne() {
        JsonNode vapp = api.get("/cloudapi/1.0.0/vapps/" + Sample.VAPP).json();

        assertThat(vapp.get("status").asText()).isEqualTo("DEPLOYED");
        assertThat(vapp.get("powerState").asText()).isEqualTo("POWERED_ON");
        assertThat(vapp.at("/vdc/name").asText()).isEqualTo("dev");
        assertThat(vapp.at("/org/name").asText()).isEqualTo("acme");
        assertThat(vapp.has("templateId")).isFalse();
        assertThat(vapp.get("numberOfVMs").asInt()).isEqualTo(1);
        assertThat(vapp.at("/vms/0/hardware/memoryMB").asLong()).isEqualTo(4096);
        assertThat(vapp.at("/vms/0/createdAt").asText()).isEqualTo("2026-03-01T10:20:30Z");
        assertThat(vapp.at("/vms/0/href").asText()).isEqualTo("/cloudapi/1.0.0/vms/" + Sample.VM);

        JsonNode listed =
                api.get("/cloudapi/1.0.0/vdcs/" + Sample.VDC + "/vapps").json().at("/values/0");
        assertThat(listed).isEqualTo(vapp);
    }

    @Test
    void aVmTellsWhatWasObserved() {
        JsonNode vm = api.get("/cloudapi/1.0.0/vms/" + Sample.VM).json();

        assertThat(vm.at("/hardware/numCpus").asInt()).isEqualTo(2);
        assertThat(vm.at("/vmTools/status").asText()).isEqualTo("RUNNING");
        assertThat(vm.at("/storageProfile/name").asText()).isEqualTo("fast");
        assertThat(vm.at("/networkConnections/0/ipAddress").asText()).isEqualTo("10.0.0.7");
        assertThat(vm.at("/vapp/name").asText()).isEqualTo("web1");
        assertThat(vm.get("vappId").asText()).isEqualTo(Sample.VAPP.toString());
    }

    @Test
    void aVmOfWhichNothingIsKnownHasNoInventedValues() {
        VmDto vm = VmDto.of(Sample.unknownVm(), new Names(api.cloud, Sample.administrator()));

        assertThat(vm.status()).isEqualTo(VmStatus.UNKNOWN.name());
        assertThat(vm.guestOs()).isEmpty();
        assertThat(vm.hardware().numCpus()).isNull();
        assertThat(vm.hardware().memoryMB()).isNull();
        assertThat(vm.vmTools().status()).isEqualTo("NOT_RUNNING");
        assertThat(vm.networkConnections()).isEmpty();
        assertThat(vm.storageProfile().name()).isEmpty();
    }

    @Test
    void aTaskTellsItsOwnerAndWhetherItHasEnded() {
        JsonNode ended = api.get("/cloudapi/1.0.0/tasks/" + Sample.TASK).json();
        JsonNode going = api.get("/cloudapi/1.0.0/tasks").json().at("/values/0");

        assertThat(ended.get("operation").asText()).isEqualTo("vdcInstantiateVapp");
        assertThat(ended.at("/owner/id").asText()).isEqualTo(Sample.VAPP.toString());
        assertThat(ended.get("endTime").asText()).isEqualTo("2026-03-01T10:20:30Z");
        assertThat(going.get("status").asText()).isEqualTo("RUNNING");
        assertThat(going.has("endTime")).isFalse();
    }

    @Test
    void referencesGoOutWithoutANameWhenItCannotBeHad() {
        Names names = new Names(api.cloud, Sample.administrator());
        api.cloud.running = false;

        assertThat(names.org(Sample.ORG).name()).isNull();
        assertThat(names.org(Sample.ORG).id()).isEqualTo(Sample.ORG.toString());
    }

    @Test
    void theProfileHasItsOwnEnvelope() {
        Answer profile = api.get("/api/v1/user/profile");

        assertThat(profile.json().get("success").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(
                        ((Iterable<String>) () -> profile.json().get("data").fieldNames()).spliterator(), false))
                .containsExactly("id", "username", "email", "full_name");
    }
}
