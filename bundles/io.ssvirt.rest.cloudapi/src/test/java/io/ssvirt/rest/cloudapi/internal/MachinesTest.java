package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.VApps;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.PowerAction;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests about VMs and vApps beyond those of contract 2.11 to 2.13. */
class MachinesTest {

    private static final String VMS = "/cloudapi/1.0.0/vms";
    private static final String VAPPS = "/cloudapi/1.0.0/vapps";
    private static final Map<String, PowerAction> ACTIONS = Map.of(
            "powerOn", PowerAction.ON,
            "powerOff", PowerAction.OFF,
            "reset", PowerAction.RESET,
            "suspend", PowerAction.SUSPEND,
            "resume", PowerAction.RESUME,
            "shutdown", PowerAction.SHUTDOWN,
            "reboot", PowerAction.REBOOT);

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
    void everyPowerActionIsThereForVmsAndForVApps() {
        ACTIONS.forEach((word, action) -> {
            Answer vm = api.post(VMS + "/" + Sample.VM + "/actions/" + word, null);
            Answer vapp = api.post(VAPPS + "/" + Sample.VAPP + "/actions/" + word, null);

            assertThat(vm.status()).as(word).isEqualTo(202);
            assertThat(vapp.status()).as(word).isEqualTo(202);
            assertThat(vapp.header("Location")).endsWith(Sample.TASK.toString());
            assertThat(api.cloud.last(PowerAction.class)).isEqualTo(action);
        });
        assertThat(api.post(VMS + "/" + Sample.VM + "/actions/explode", null).status())
                .isEqualTo(404);
    }

    @Test
    void aVmIsChangedByWhatTheBodyNamesAlone() {
        for (String method : List.of("PUT", "PATCH")) {
            Answer answer = api.send(
                    method,
                    VMS + "/" + Sample.VM,
                    "{\"description\":\"\",\"hardware\":{\"numCpus\":4,\"memoryMB\":2048},\"status\":\"POWERED_ON\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(api.cloud.last(VirtualMachines.Edit.class))
                    .isEqualTo(new VirtualMachines.Edit(
                            Optional.empty(),
                            Optional.of(""),
                            Optional.of(4),
                            Optional.empty(),
                            Optional.of(2L << 30)));
        }
    }

    @Test
    void wrongHardwareIsRefusedWithTheNameOfItsField() {
        Answer text = api.send("PATCH", VMS + "/" + Sample.VM, "{\"hardware\":{\"numCpus\":\"four\"}}");
        Answer huge = api.send("PATCH", VMS + "/" + Sample.VM, "{\"hardware\":{\"memoryMB\":9223372036854775807}}");

        assertThat(text.status()).isEqualTo(400);
        assertThat(text.body()).contains("hardware.numCpus");
        assertThat(huge.status()).isEqualTo(400);
        assertThat(huge.body()).contains("hardware.memoryMB");
    }

    @Test
    void aVmIsDeletedByForceOnlyWhenThatIsSaid() {
        assertThat(api.delete(VMS + "/" + Sample.VM).status()).isEqualTo(204);
        assertThat(api.cloud.last(CloudMachines.Deletion.class).force()).isFalse();
        assertThat(api.delete(VMS + "/" + Sample.VM + "?force=true").status()).isEqualTo(204);
        assertThat(api.cloud.last(CloudMachines.Deletion.class).force()).isTrue();
    }

    @Test
    void allVmsAndAllVAppsAreListed() {
        Answer vms = api.get(VMS + "?page=1&pageSize=5&filter=status==POWERED_ON&sortAsc=name");
        Answer vapps = api.get(VAPPS);

        assertThat(vms.status()).isEqualTo(200);
        assertThat(vms.json().at("/values/0/id").asText()).isEqualTo(Sample.VM.toString());
        assertThat(vms.json().at("/values/0/disks/0/storageClass").asText()).isEqualTo("fast");
        assertThat(vms.json().at("/values/0/restartRequired").asBoolean(true)).isFalse();
        assertThat(vapps.status()).isEqualTo(200);
        assertThat(vapps.json().at("/values/0/vms/0/id").asText()).isEqualTo(Sample.VM.toString());
    }

    @Test
    void aVAppTellsWhatBecameOfEachObjectOfItsTemplate() {
        Answer answer = api.get(VAPPS + "/" + Sample.VAPP);

        assertThat(answer.json().at("/instance/phase").asText()).isEqualTo("READY");
        assertThat(answer.json().at("/instance/objects/0/status").asText()).isEqualTo("CREATED");
        assertThat(answer.json().at("/instance/objects/1/status").asText()).isEqualTo("FAILED");
        assertThat(answer.json().at("/instance/objects/1/message").asText()).isEqualTo("already exists");
        assertThat(answer.json().at("/instance/conditions/0/type").asText()).isEqualTo("Ready");
    }

    @Test
    void aVAppIsRenamedByPutAndByPatch() {
        for (String method : List.of("PUT", "PATCH")) {
            Answer answer =
                    api.send(method, VAPPS + "/" + Sample.VAPP, "{\"name\":\"shop\",\"description\":\"sells\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(api.cloud.last(VApps.Edit.class))
                    .isEqualTo(new VApps.Edit(Optional.of("shop"), Optional.of("sells")));
        }
    }
}
