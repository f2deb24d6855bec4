package io.ssvirt.vapp.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

/** Makes the row of a machine from what was observed of it. */
final class MachineRow {

    private MachineRow() {}

    /** The same machine of the same vApp has the same id for ever, whichever replica sees it first. */
    static Urn id(VApp vapp, String objectName) {
        String name = "vm/" + vapp.id().id() + "/" + objectName;
        return new Urn(EntityType.VM, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    static VmStatus status(ObservedMachine machine) {
        return VmStatus.of(machine.printableStatus(), machine.deleting(), machine.wantsToRun());
    }

    /** Makes the row of a machine of a vApp; what is unknown now keeps its last known value. */
    static Vm of(VApp vapp, ObservedMachine seen, Optional<Vm> before, Instant now) {
        return new Vm(
                id(vapp, seen.name()),
                vapp.id(),
                vapp.vdcId(),
                vapp.orgId(),
                seen.space(),
                seen.name(),
                seen.displayName().isEmpty() ? before.map(Vm::name).orElse("VM-" + seen.name()) : seen.displayName(),
                seen.description(),
                status(seen),
                seen.uid(),
                seen.cpus() > 0 ? seen.cpus() : before.map(Vm::cpus).orElse(0),
                seen.coresPerSocket() > 0
                        ? seen.coresPerSocket()
                        : before.map(Vm::coresPerSocket).orElse(0),
                seen.memoryBytes() > 0
                        ? seen.memoryBytes()
                        : before.map(Vm::memoryBytes).orElse(0L),
                seen.instancetype(),
                seen.guestOs().isEmpty() ? before.map(Vm::guestOs).orElse("") : seen.guestOs(),
                seen.node(),
                seen.agent(),
                seen.networks(),
                seen.disks(),
                seen.message(),
                seen.conditions(),
                before.map(Vm::createdAt).orElse(seen.createdAt()),
                now);
    }
}
