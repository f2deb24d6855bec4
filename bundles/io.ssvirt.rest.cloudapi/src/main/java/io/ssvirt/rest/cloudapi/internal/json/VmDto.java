package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * A VM as it was last observed (contract 2.13). Nothing is made up: what is unknown is empty or left out.
 *
 * @param instancetype left out when the VM says its size itself
 * @param node where it runs; left out while it does not
 * @param restartRequired whether a change of its hardware waits for its next start
 * @param statusMessage what the cluster says is wrong; left out when nothing is
 */
public record VmDto(
        String id,
        String name,
        String description,
        String status,
        String statusMessage,
        String powerState,
        String vappId,
        Ref vapp,
        String vdcId,
        Ref vdc,
        Ref org,
        String createdAt,
        String updatedAt,
        String guestOs,
        Tools vmTools,
        HardwareDto hardware,
        Storage storageProfile,
        List<Connection> networkConnections,
        List<DiskDto> disks,
        String instancetype,
        String node,
        boolean restartRequired,
        List<ConditionDto> conditions,
        String href) {

    /** Whether the guest agent answers; it tells no version, and clients read a text. */
    public record Tools(String status, String version) {}

    /** Where the first disk lies. */
    public record Storage(String name, String href) {}

    /** A network card. */
    public record Connection(String networkName, String ipAddress, String macAddress, boolean connected) {}

    /** Maps a VM. */
    public static VmDto of(Vm vm, Names names) {
        return new VmDto(
                vm.id().toString(),
                vm.name(),
                vm.description(),
                vm.status().name(),
                vm.message() == null || vm.message().isEmpty() ? null : vm.message(),
                PowerState.of(vm.status()),
                vm.vappId().toString(),
                names.vapp(vm.vappId()),
                vm.vdcId().toString(),
                names.vdc(vm.vdcId()),
                names.org(vm.orgId()),
                Times.seconds(vm.createdAt()),
                Times.seconds(vm.updatedAt()),
                vm.guestOs(),
                new Tools(vm.agent() ? "RUNNING" : "NOT_RUNNING", ""),
                HardwareDto.of(vm),
                storage(vm),
                vm.networks().stream()
                        .map(card ->
                                new Connection(card.network(), card.ipAddress(), card.macAddress(), card.connected()))
                        .toList(),
                vm.disks().stream().map(DiskDto::of).toList(),
                vm.instancetype().isEmpty() ? null : vm.instancetype(),
                vm.node().isEmpty() ? null : vm.node(),
                vm.needsRestart(),
                ConditionDto.of(vm.conditions()),
                href(vm.id()));
    }

    /** Returns the path of a VM; it ends in the id, which clients cut out of it. */
    static String href(Urn id) {
        return "/cloudapi/1.0.0/vms/" + id;
    }

    private static Storage storage(Vm vm) {
        return vm.disks().stream()
                .map(disk -> disk.storageClass())
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .map(name -> new Storage(name, "/cloudapi/1.0.0/storageProfiles/" + name))
                .orElse(new Storage("", null));
    }
}
