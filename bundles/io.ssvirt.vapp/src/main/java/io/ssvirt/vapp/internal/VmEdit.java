package io.ssvirt.vapp.internal;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.api.Caller;
import io.ssvirt.api.VirtualMachines.Edit;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/** A change of a machine that is being accepted; a value that the machine has already is no change. */
final class VmEdit {

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String CPUS = "cpus";
    private static final String CORES = "coresPerSocket";
    private static final String MEMORY = "memoryBytes";
    private static final int MOST_CPUS = 1024;
    private static final long LEAST_MEMORY = 1L << 20;

    private final Caller caller;
    private final Urn id;
    private final Edit edit;

    VmEdit(Caller caller, Urn id, Edit edit) {
        this.caller = caller;
        this.id = id;
        this.edit = edit;
    }

    Outcome<Request> accept(Transaction tx) {
        return VmService.held(tx, caller, id).then(vm -> {
            if (vm.status() == VmStatus.DELETING) {
                return Outcome.refused(DomainError.conflict("DELETING", "VM is in a conflicting state"));
            }
            MachineChange change = change(vm);
            return mayNot(change)
                    .or(() -> illegal(vm, change))
                    .<Outcome<Request>>map(Outcome::refused)
                    .orElseGet(() -> Outcome.done(request(vm, change)));
        });
    }

    private MachineChange change(Vm vm) {
        return new MachineChange(
                edit.name().filter(name -> !name.equals(vm.name())),
                edit.description().filter(text -> !text.equals(vm.description())),
                edit.cpus().filter(cpus -> cpus != vm.cpus()),
                edit.coresPerSocket().filter(cores -> cores != vm.coresPerSocket()),
                edit.memoryBytes().filter(bytes -> !isShownAs(bytes, vm.memoryBytes())));
    }

    /** Clients are shown whole MiB; sending that back must change nothing. */
    private static boolean isShownAs(long bytes, long memory) {
        return bytes == memory / LEAST_MEMORY * LEAST_MEMORY;
    }

    private Optional<DomainError> mayNot(MachineChange change) {
        Set<Right> needed = new LinkedHashSet<>();
        if (change.displayName().isPresent() || change.description().isPresent()) {
            needed.add(Right.VM_EDIT);
        }
        if (change.cpus().isPresent() || change.coresPerSocket().isPresent()) {
            needed.add(Right.VM_EDIT_CPU);
        }
        if (change.memoryBytes().isPresent()) {
            needed.add(Right.VM_EDIT_MEMORY);
        }
        return needed.stream()
                .map(caller::lacks)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> needed.isEmpty() ? caller.lacks(Right.VM_EDIT) : Optional.empty());
    }

    private static Optional<DomainError> illegal(Vm vm, MachineChange change) {
        int cpus = change.cpus().orElse(vm.cpus());
        if (cpus < 1 && change.cpus().isPresent() || cpus > MOST_CPUS) {
            return wrong("hardware.numCpus", "must be from 1 to " + MOST_CPUS);
        }
        int cores = change.coresPerSocket().orElse(1);
        if (cores < 1 || cores > MOST_CPUS) {
            return wrong("hardware.numCoresPerSocket", "must be from 1 to " + MOST_CPUS);
        }
        if (cpus > 0 && cpus % cores != 0) {
            return wrong("hardware.numCoresPerSocket", "must divide the number of CPUs, which is " + cpus);
        }
        if (change.memoryBytes().filter(bytes -> bytes < LEAST_MEMORY).isPresent()) {
            return wrong("hardware.memoryMB", "must be 1 or more");
        }
        return change.isOfHardware() && !vm.instancetype().isEmpty()
                ? Optional.of(DomainError.conflict(
                        "INSTANCETYPE",
                        "VM \"" + vm.name() + "\" has its CPUs and memory from the instancetype \"" + vm.instancetype()
                                + "\"; they cannot be changed one by one"))
                : Optional.empty();
    }

    private static Optional<DomainError> wrong(String field, String rule) {
        return Optional.of(DomainError.invalid(field, "field \"" + field + "\" " + rule));
    }

    private Request request(Vm vm, MachineChange change) {
        Map<String, String> desired = Machine.desired(vm);
        change.displayName().ifPresent(name -> desired.put(NAME, name));
        change.description().ifPresent(text -> desired.put(DESCRIPTION, text));
        change.cpus().ifPresent(cpus -> desired.put(CPUS, cpus.toString()));
        change.coresPerSocket().ifPresent(cores -> desired.put(CORES, cores.toString()));
        change.memoryBytes().ifPresent(bytes -> desired.put(MEMORY, bytes.toString()));
        return new Request(Operation.VM_UPDATE, id, vm.name(), vm.orgId(), caller.userId(), desired);
    }

    /** Reads back what {@link #accept} wrote. */
    static MachineChange desired(Map<String, String> desired) {
        return new MachineChange(
                Optional.ofNullable(desired.get(NAME)),
                Optional.ofNullable(desired.get(DESCRIPTION)),
                Optional.ofNullable(desired.get(CPUS)).map(Integer::valueOf),
                Optional.ofNullable(desired.get(CORES)).map(Integer::valueOf),
                Optional.ofNullable(desired.get(MEMORY)).map(Long::valueOf));
    }
}
