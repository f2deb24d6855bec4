package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.PowerAction;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What requests that change something say and get (contract 2.6 to 2.13). */
class MutationsTest {

    private static final String VDCS = "/api/admin/org/" + Sample.ORG + "/vdcs";
    private static final String INSTANTIATE = "/cloudapi/1.0.0/vdcs/" + Sample.VDC + "/actions/instantiateTemplate";

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void memberNamesAreMatchedWithoutRegardToCaseAndWithoutContentType() {
        Answer answer =
                api.post("/cloudapi/1.0.0/orgs", "{\"NAME\":\"acme\",\"displayname\":\"A\",\"ISENABLED\":false}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Organizations.Draft draft = api.cloud.last(Organizations.Draft.class);
        assertThat(draft.name()).contains("acme");
        assertThat(draft.displayName()).contains("A");
        assertThat(draft.enabled()).contains(false);
        assertThat(draft.canPublish()).isEmpty();
    }

    @Test
    void putAndPatchLeaveAloneWhatIsEmptyOrAbsent() {
        for (String method : new String[] {"PUT", "PATCH"}) {
            Answer answer = api.send(
                    method, "/cloudapi/1.0.0/orgs/" + Sample.ORG, "{\"name\":\"\",\"isEnabled\":false,\"x\":[1]}");

            assertThat(answer.status()).isEqualTo(200);
            Organizations.Draft draft = api.cloud.last(Organizations.Draft.class);
            assertThat(draft.name()).isEmpty();
            assertThat(draft.enabled()).contains(false);
        }
        assertThat(api.delete("/cloudapi/1.0.0/orgs/" + Sample.ORG).status()).isEqualTo(204);
    }

    @Test
    void aVdcIsCreatedAsTheWebClientAsksForIt() {
        Answer answer = api.post(
                VDCS,
                """
                {"name":"dev","description":"","allocationModel":"Flex",
                 "computeCapacity":{"cpu":{"allocated":1000,"limit":0,"units":"mhz"},
                                    "memory":{"allocated":1024,"limit":10240,"units":"MB"}},
                 "providerVdc":{"id":"provider-vdc-placeholder-001"},"nicQuota":0,"networkQuota":50,
                 "vdcStorageProfiles":[],"isThinProvision":true,"isEnabled":false}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/cloudapi/1.0.0/tasks/" + Sample.TASK);
        assertThat(answer.header("X-SSVIRT-TASK")).isEqualTo(Sample.TASK.toString());
        Vdcs.Draft draft = api.cloud.last(Vdcs.Draft.class);
        assertThat(draft.allocationModel()).contains(AllocationModel.FLEX);
        assertThat(draft.capacity())
                .contains(new ComputeCapacity(new Capacity(1000, 0, "MHz"), new Capacity(1024, 10240, "MB")));
        assertThat(draft.nicQuota()).contains(0);
        assertThat(draft.enabled()).contains(false);
    }

    @Test
    void capacityThatAnUpdateDoesNotNameStaysAsItIs() {
        Answer answer = api.send("PUT", VDCS + "/" + Sample.VDC, "{\"computeCapacity\":{\"cpu\":{\"limit\":7}}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(api.cloud.last(Vdcs.Draft.class).capacity())
                .contains(new ComputeCapacity(new Capacity(0, 7, "MHz"), new Capacity(0, 0, "MB")));
        api.send("PUT", VDCS + "/" + Sample.VDC, "{\"description\":\"x\"}");
        assertThat(api.cloud.last(Vdcs.Draft.class).capacity()).isEmpty();
    }

    @Test
    void whatIsNotFinishedInTimeIsAnsweredAsItIs() {
        api.cloud.finished = false;

        Answer created = api.post(VDCS, "{\"name\":\"dev\",\"allocationModel\":\"Flex\"}");
        Answer updated = api.send("PUT", VDCS + "/" + Sample.VDC, "{\"description\":\"x\"}");
        Answer deleted = api.delete(VDCS + "/" + Sample.VDC);
        Answer buried = api.delete("/cloudapi/1.0.0/vapps/" + Sample.VAPP);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("status").asText()).isEqualTo("CREATING");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().get("status").asText()).isEqualTo("UPDATING");
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.json().get("status").asText()).isEqualTo("DELETING");
        assertThat(deleted.header("X-SSVIRT-TASK")).isEqualTo(Sample.TASK.toString());
        assertThat(buried.status()).isEqualTo(202);
        assertThat(buried.json().get("status").asText()).isEqualTo("DELETING");
    }

    @Test
    void whatIsGoneIsAnsweredWithoutABody() {
        Answer vdc = api.delete(VDCS + "/" + Sample.VDC);
        Answer vapp = api.delete("/cloudapi/1.0.0/vapps/" + Sample.VAPP + "?force=TRUE");

        assertThat(vdc.status()).isEqualTo(204);
        assertThat(vdc.body()).isEmpty();
        assertThat(vdc.header("X-SSVIRT-TASK")).isEqualTo(Sample.TASK.toString());
        assertThat(vapp.status()).isEqualTo(204);
        assertThat(api.cloud.last(CloudVApps.Deletion.class).force()).isTrue();
    }

    @Test
    void onlyAnAdministratorOfTheCloudIsToldWhatIsWrongWithAVdc() {
        for (String body : new String[] {"{}", "not json", "{\"name\":\"dev\",\"allocationModel\":\"Flex\"}"}) {
            Answer answer = api.asTenant("POST", VDCS, body);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("message").asText()).isEqualTo("System Administrator role required");
        }
        Answer noOrganization = api.post(VDCS.replace("000000000001", "00000000beef"), "not json");
        assertThat(noOrganization.status()).isEqualTo(404);
        assertThat(noOrganization.json().get("message").asText()).isEqualTo("Organization not found");
    }

    @Test
    void aCatalogIsCreatedInAnOrganization() {
        Answer answer = api.post(
                "/cloudapi/1.0.0/catalogs",
                "{\"name\":\"public\",\"orgId\":\"" + Sample.ORG + "\",\"isPublished\":true}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Catalogs.Draft draft = api.cloud.last(Catalogs.Draft.class);
        assertThat(draft.organization()).contains(Sample.ORG);
        assertThat(draft.published()).contains(true);
        assertThat(api.delete("/cloudapi/1.0.0/catalogs/" + Sample.CATALOG).status())
                .isEqualTo(204);
    }

    @Test
    void everySpellingOfAnItemReachesTheService() {
        String uuid = Sample.CATALOG.id().toString();
        assertThat(reference("\"catalogItem\":{\"id\":\"" + Sample.ITEM + "\"}"))
                .isEqualTo(new Catalogs.ItemReference(uuid + ":" + Sample.TEMPLATE, Optional.empty()));
        assertThat(reference("\"catalogItem\":{\"id\":\"urn:vcloud:catalogitem:" + uuid + "\",\"name\":\"t\"}"))
                .isEqualTo(new Catalogs.ItemReference(uuid, Optional.of("t")));
        assertThat(reference("\"catalogItem\":{\"id\":\"urn:vcloud:catalogitem:template-123\",\"name\":\"t\"}"))
                .isEqualTo(new Catalogs.ItemReference("template-123", Optional.of("t")));
        assertThat(reference("\"catalogItemUrn\":\"urn:vcloud:catalogitem:" + uuid + ":a%2Eb\""))
                .isEqualTo(new Catalogs.ItemReference(uuid + ":a%2Eb", Optional.empty()));
    }

    @Test
    void aCatalogIsRenamedAndPublishedByPutAndPatch() {
        for (String method : List.of("PUT", "PATCH")) {
            Answer answer = api.send(
                    method,
                    "/cloudapi/1.0.0/catalogs/" + Sample.CATALOG,
                    "{\"Name\":\"shown\",\"publishConfig\":{\"isPublished\":true},\"orgId\":\"" + Sample.ORG + "\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(api.cloud.last(Catalogs.Draft.class))
                    .isEqualTo(new Catalogs.Draft(
                            Optional.of("shown"), Optional.empty(), Optional.of(Sample.ORG), Optional.of(true)));
        }
    }

    private Catalogs.ItemReference reference(String item) {
        Answer answer = api.post(INSTANTIATE, "{\"name\":\"web1\"," + item + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return api.cloud.last(VApps.Instantiation.class).item();
    }

    @Test
    void anInstantiationTakesParametersAndPowerAndPassesOverSectionsThatChangeNothing() {
        Answer answer = api.post(
                INSTANTIATE,
                """
                {"name":"web1","description":"d","catalogItemUrn":"%s","powerOn":true,"deploy":true,
                 "acceptAllEulas":true,"guestCustomization":{"computerName":"x"},"networkConnectionSection":7,
                 "parameters":{"NAME":"web1","PASSWORD":"hush"}}"""
                        .formatted(Sample.ITEM));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("status").asText()).isEqualTo("INSTANTIATING");
        assertThat(answer.json().get("vdcId").asText()).isEqualTo(Sample.VDC.toString());
        assertThat(answer.header("Location")).endsWith(Sample.TASK.toString());
        VApps.Instantiation request = api.cloud.last(VApps.Instantiation.class);
        assertThat(request.powerOn()).contains(true);
        assertThat(request.parameters().reveal()).isEqualTo(Map.of("NAME", "web1", "PASSWORD", "hush"));
        assertThat(request.toString()).doesNotContain("hush");
    }

    @Test
    void parametersMayBeAListOfNamesAndValues() {
        api.post(
                INSTANTIATE,
                "{\"name\":\"web1\",\"catalogItem\":{\"id\":\"" + Sample.ITEM
                        + "\"},\"parameters\":[{\"name\":\"NAME\",\"value\":\"a\"},{\"name\":\"EMPTY\",\"value\":\"\"}]}");

        assertThat(api.cloud.last(VApps.Instantiation.class).parameters().reveal())
                .isEqualTo(Map.of("NAME", "a", "EMPTY", ""));
    }

    @Test
    void powerIsAcceptedWithoutABody() {
        Answer on = api.post("/cloudapi/1.0.0/vms/" + Sample.VM + "/actions/powerOn", null);
        Answer off = api.post("/cloudapi/1.0.0/vms/" + Sample.VM.id() + "/actions/powerOff", "ignored");

        assertThat(on.status()).isEqualTo(202);
        assertThat(on.keys()).containsExactly("id", "name", "status", "powerState", "href");
        assertThat(on.json().get("powerState").asText()).isEqualTo("POWERING_ON");
        assertThat(off.status()).isEqualTo(202);
        assertThat(off.json().get("status").asText()).isEqualTo("POWERING_OFF");
        assertThat(api.cloud.asked).contains(PowerAction.ON, PowerAction.OFF);
    }
}
