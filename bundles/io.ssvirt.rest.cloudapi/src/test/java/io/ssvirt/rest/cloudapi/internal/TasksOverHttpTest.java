package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.cluster.simulator.spi.SimulatorFaults.End;
import io.ssvirt.cluster.simulator.spi.SimulatorFaults.Fault;
import io.ssvirt.identity.internal.Hands;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks, and what tells of a cluster that does otherwise, as a client goes through them. */
class TasksOverHttpTest extends OverHttp {

    private static final String TASKS = V1 + "/tasks";

    private String item = "";

    @Override
    RealCloud cloud(Path secrets, Hands clock) {
        return new RealCloud(
                TestDatabase.h2(),
                secrets,
                clock,
                Map.of("answer__within", "PT2S", "stuck__after", "PT0S", "breaker__calls", 1000));
    }

    @AfterEach
    void theClusterIsWell() {
        cloud.cluster.faults(call -> Fault.NONE);
    }

    private void fails(String failing, End end) {
        cloud.cluster.faults(call -> call.equals(failing) ? new Fault(Duration.ZERO, end) : Fault.NONE);
    }

    private JsonNode get(String path) {
        Answer answer = ask("GET", path, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode until(String path, Predicate<JsonNode> wanted) {
        return Awaitility.await(path).atMost(Duration.ofSeconds(30)).until(() -> get(path), wanted);
    }

    private static Predicate<JsonNode> status(String wanted) {
        return json -> json.get("status").asText().equals(wanted);
    }

    private String vdcs() {
        return "/api/admin/org/" + acme + "/vdcs";
    }

    private Answer createVdc(String name) {
        return ask("POST", vdcs(), "{\"name\":\"" + name + "\",\"allocationModel\":\"Flex\"}");
    }

    private Answer instantiate(String vdc, String name) {
        if (item.isEmpty()) {
            String catalog = id(ask("POST", V1 + "/catalogs", "{\"name\":\"c\",\"orgId\":\"" + acme + "\"}")
                    .json());
            item = "urn:vcloud:catalogitem:" + catalog.substring(catalog.lastIndexOf(':') + 1) + ":alpine-tiny";
        }
        return ask(
                "POST",
                V1 + "/vdcs/" + vdc + "/actions/instantiateTemplate",
                "{\"name\":\"" + name + "\",\"powerOn\":true,\"catalogItem\":{\"id\":\"" + item + "\"}}");
    }

    private JsonNode deployed(String vdc, String name) {
        String vapp = id(instantiate(vdc, name).json());
        return until(
                V1 + "/vapps/" + vapp, json -> json.at("/vms/0/status").asText().equals("POWERED_ON"));
    }

    /** Follows an answer to its task, and waits until that has ended. */
    private JsonNode ended(Answer answer, String operation, String owner, String status) {
        String task = answer.header("X-SSVIRT-TASK");
        assertThat(task).as("%s %s", answer.status(), answer.body()).isNotNull();
        assertThat(answer.header("Location")).endsWith(TASKS + "/" + task);
        JsonNode json = until(TASKS + "/" + task, found -> found.hasNonNull("endTime"));
        assertThat(json.get("operation").asText()).isEqualTo(operation);
        assertThat(json.at("/owner/id").asText()).isEqualTo(owner);
        assertThat(json.at("/status").asText()).isEqualTo(status);
        assertThat(json.at("/progress").asInt()).isEqualTo(status.equals("SUCCESS") ? 100 : 0);
        assertThat(json.at("/org/id").asText()).startsWith("urn:vcloud:org:");
        assertThat(json.at("/user/id").asText()).startsWith("urn:vcloud:user:");
        return json;
    }

    @Test
    void everyMutationNamesItsTaskAndTheTaskTellsWhatCameOfIt() {
        Answer made = createVdc("walk");
        String vdc = id(made.json());
        ended(made, "vdcCreateVdc", vdc, "SUCCESS");
        ended(ask("PUT", vdcs() + "/" + vdc, "{\"description\":\"d\"}"), "vdcUpdateVdc", vdc, "SUCCESS");
        Answer born = instantiate(vdc, "web");
        String vapp = id(born.json());
        ended(born, "vdcInstantiateVapp", vapp, "SUCCESS");
        String vm = until(
                        V1 + "/vapps/" + vapp,
                        json -> json.at("/vms/0/status").asText().equals("POWERED_ON"))
                .at("/vms/0/id")
                .asText();
        ended(ask("POST", V1 + "/vapps/" + vapp + "/actions/powerOff", null), "vappPowerOff", vapp, "SUCCESS");
        until(V1 + "/vms/" + vm, status("POWERED_OFF"));
        ended(ask("POST", V1 + "/vms/" + vm + "/actions/powerOn", null), "vappPowerOn", vm, "SUCCESS");
        ended(ask("PATCH", V1 + "/vms/" + vm, "{\"description\":\"d\"}"), "vdcUpdateVm", vm, "SUCCESS");
        ended(ask("DELETE", V1 + "/vms/" + vm + "?force=true", null), "vdcDeleteVm", vm, "SUCCESS");
        ended(ask("DELETE", V1 + "/vapps/" + vapp + "?force=true", null), "vdcDeleteVapp", vapp, "SUCCESS");
        ended(ask("DELETE", vdcs() + "/" + vdc, null), "vdcDeleteVdc", vdc, "SUCCESS");
        String org = id(ask("POST", V1 + "/orgs", "{\"name\":\"goner\",\"displayName\":\"g\"}")
                .json());
        ended(ask("DELETE", V1 + "/orgs/" + org + "?recursive=true", null), "orgDelete", org, "SUCCESS");
    }

    @Test
    void tasksAreFilteredAndPaged() {
        List<String> made = List.of("page-1", "page-2", "page-3").stream()
                .map(name -> id(createVdc(name).json()))
                .toList();

        String list = TASKS + "?filter=" + encoded("operation==vdcCreateVdc;status==SUCCESS") + "&sortAsc=startTime";
        int total = get(list).get("resultTotal").asInt();
        assertThat(total).isGreaterThanOrEqualTo(3);
        JsonNode second = get(list + "&pageSize=2&page=2");
        assertThat(second.get("resultTotal").asInt()).isEqualTo(total);
        assertThat(second.get("pageCount").asInt()).isEqualTo((total + 1) / 2);
        JsonNode own = get(TASKS + "?filter=" + encoded("owner==" + made.get(1)));
        assertThat(own.get("resultTotal").asInt()).isEqualTo(1);
        assertThat(own.at("/values/0/owner/name").asText()).isEqualTo("page-2");
        assertThat(get(TASKS + "?filter=" + encoded("status==QUEUED;ownerName==page-2"))
                        .get("values"))
                .isEmpty();
    }

    private Answer cancel(Answer begun) {
        return ask("POST", TASKS + "/" + begun.header("X-SSVIRT-TASK") + "/actions/cancel", null);
    }

    @Test
    void aCreateThatWaitsForTheClusterIsCancelledAndNothingIsLeft() {
        fails("spaces.ensure", End.UNREACHABLE);
        Answer begun = createVdc("cancelled");
        assertThat(begun.json().get("status").asText()).isEqualTo("CREATING");

        assertThat(cancel(begun).status()).isIn(200, 202);

        ended(begun, "vdcCreateVdc", id(begun.json()), "ABORTED");
        assertThat(ask("GET", vdcs() + "/" + id(begun.json()), null).status()).isEqualTo(404);
        Answer again = cancel(begun);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("message").asText()).contains("it has ended as ABORTED");
    }

    @Test
    void anInstantiationOfWhichTheClusterHasHeardIsCancelledAndNothingIsLeft() {
        String vdc = id(createVdc("cancelling").json());
        fails("instances.ensure", End.ANSWER_LOST);
        Answer begun = instantiate(vdc, "unheard");
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(cloud.cluster.inside().instances())
                .anyMatch(one -> one.name().equals("unheard"));

        assertThat(cancel(begun).status()).isIn(200, 202);

        ended(begun, "vdcInstantiateVapp", id(begun.json()), "ABORTED");
        assertThat(ask("GET", V1 + "/vapps/" + id(begun.json()), null).status()).isEqualTo(404);
        assertThat(cloud.cluster.inside().instances())
                .noneMatch(one -> one.name().equals("unheard"));
        assertThat(cloud.cluster.inside().secrets()).noneMatch(one -> one.name().startsWith("unheard"));
    }

    @Test
    void aDeleteOfAVAppThatHasTouchedNothingIsCancelledAndTheVAppIsAsBefore() {
        JsonNode vapp = deployed(id(createVdc("kept").json()), "kept");
        String path = V1 + "/vapps/" + id(vapp);
        fails("instances.remove", End.UNREACHABLE);
        Answer begun = ask("DELETE", path + "?force=true", null);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(get(path).get("status").asText()).isEqualTo("DELETING");

        assertThat(cancel(begun).status()).isIn(200, 202);

        ended(begun, "vdcDeleteVapp", id(vapp), "ABORTED");
        assertThat(until(path, status("DEPLOYED")).at("/vms/0/id")).isEqualTo(vapp.at("/vms/0/id"));
    }

    @Test
    void aPowerActionThatHasBegunSaysWhyItCannotBeCancelled() {
        JsonNode vapp = deployed(id(createVdc("power").json()), "power");
        fails("machines.power", End.UNREACHABLE);
        Answer begun = ask("POST", V1 + "/vapps/" + id(vapp) + "/actions/powerOff", null);
        assertThat(begun.status()).isEqualTo(202);

        Answer refused = cancel(begun);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").asText()).contains("has begun", "cannot be taken back");
        theClusterIsWell();
        ended(begun, "vappPowerOff", id(vapp), "SUCCESS");
    }

    @Test
    void aTaskThatFailedTellsWhatStoodInItsWay() {
        fails("spaces.ensure", End.FORBIDDEN);
        Answer refused = createVdc("forbidden");
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);

        JsonNode task = get(TASKS + "?filter=" + encoded("ownerName==forbidden;status==ERROR"))
                .at("/values/0");

        assertThat(task.at("/error/message").asText())
                .contains("VDC \"forbidden\" was not created", "forbid")
                .isEqualTo(task.at("/details").asText());
        assertThat(task.at("/error/minorErrorCode").asText()).isEqualTo("FORBIDDEN");
        assertThat(ask("GET", V1 + "/vdcs?filter=" + encoded("name==forbidden"), null)
                        .json()
                        .get("values"))
                .isEmpty();
    }

    @Test
    void aNamespaceThatDoesNotGoAwayShowsWhatKeepsIt() {
        String vdc = id(createVdc("stuck").json());
        String path = vdcs() + "/" + vdc;
        cloud.cluster.inside().hangNamespace("vdc-acme-stuck");
        Answer begun = ask("DELETE", path, null);
        assertThat(begun.status()).isEqualTo(202);

        String task = TASKS + "/" + begun.header("X-SSVIRT-TASK");
        assertThat(until(task, json -> !json.get("details").asText().isEmpty())
                        .get("details")
                        .asText())
                .contains("vdc-acme-stuck", "finalizers remaining");
        assertThat(get(path).get("status").asText()).isEqualTo("DELETING");
        assertThat(get(V1 + "/intents?filter=" + encoded("owner==" + vdc))
                        .at("/values/0/waitingFor")
                        .asText())
                .contains("finalizers remaining");
        assertThat(ask("POST", V1 + "/drift/actions/sweep", null).status()).isEqualTo(200);
        JsonNode finding =
                get(V1 + "/drift?filter=" + encoded("kind==stuckNamespace")).at("/values/0");
        assertThat(finding.at("/entity/id").asText()).isEqualTo(vdc);
        assertThat(finding.get("explanation").asText()).contains("finalizers remaining");

        cloud.cluster.inside().releaseNamespace("vdc-acme-stuck");

        ended(begun, "vdcDeleteVdc", vdc, "SUCCESS");
        assertThat(ask("GET", path, null).status()).isEqualTo(404);
    }

    @Test
    void anInstanceThatVanishedWhileNobodyWatchedShowsOnItsVAppAfterASweep() {
        JsonNode vapp = deployed(id(createVdc("vanishing").json()), "vanished");
        String path = V1 + "/vapps/" + id(vapp);
        cloud.operations.providerLeaves(cloud.cluster.provider());
        cloud.cluster.inside().removeInstance("vdc-acme-vanishing", "vanished");
        cloud.operations.provider(cloud.cluster.provider());

        assertThat(ask("POST", V1 + "/drift/actions/sweep", null).status()).isEqualTo(200);

        JsonNode failed = until(path, status("FAILED"));
        assertThat(failed.get("statusMessage").asText()).contains("was removed from the cluster");
        assertThat(failed.get("numberOfVMs").asInt()).isZero();
        assertThat(get(V1 + "/drift?filter=" + encoded("kind==missingInstance")).at("/values/0/entity/id"))
                .isEqualTo(vapp.get("id"));
        ended(ask("DELETE", path, null), "vdcDeleteVapp", id(vapp), "SUCCESS");
    }
}
