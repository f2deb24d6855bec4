package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** What should be there, computed from nothing but the tasks that succeeded, in the order in which they were accepted. */
final class Shadow {

    /** The change that a task makes when it succeeds. */
    interface Effect {
        void on(Shadow shadow);
    }

    private record Pending(UUID task, Effect effect) {}

    private final List<Pending> pending = new ArrayList<>();
    private final Map<UUID, String> vdcs = new TreeMap<>();
    private final Map<UUID, Long> limits = new HashMap<>();
    private final Map<UUID, UUID> vapps = new TreeMap<>();
    private final Map<UUID, Boolean> power = new HashMap<>();

    /** An operation was accepted. */
    void accepted(UUID task, Effect effect) {
        pending.add(new Pending(task, effect));
    }

    void vdc(UUID id, String description, long memory) {
        vdcs.put(id, description);
        limits.put(id, memory);
    }

    void describe(UUID id, String description) {
        vdcs.computeIfPresent(id, (same, before) -> description);
    }

    void limit(UUID id, long memory) {
        limits.computeIfPresent(id, (same, before) -> memory);
    }

    void vdcGone(UUID id) {
        vdcs.remove(id);
        limits.remove(id);
    }

    void vapp(UUID id, UUID vdc) {
        vapps.put(id, vdc);
    }

    void vappGone(UUID id) {
        vapps.remove(id);
    }

    void power(UUID vm, boolean on) {
        power.put(vm, on);
    }

    /** Applies what succeeded; every task must have ended. */
    void catchUp(Map<UUID, Task> tasks) {
        pending.stream()
                .filter(each -> tasks.get(each.task()).status() == TaskStatus.SUCCESS)
                .forEach(each -> each.effect().on(this));
        pending.clear();
    }

    /** Compares with what is there. */
    void compare(Stage stage) {
        Map<UUID, String> realVdcs = new TreeMap<>();
        Map<UUID, Long> realLimits = new HashMap<>();
        for (Vdc vdc : stage.vdcs()) {
            realVdcs.put(vdc.id().id(), vdc.description());
            realLimits.put(vdc.id().id(), vdc.capacity().memory().limit());
        }
        assertThat(realVdcs).as("VDCs with their descriptions").isEqualTo(vdcs);
        assertThat(realLimits).as("limits of VDCs").isEqualTo(limits);
        Map<UUID, UUID> realVApps = new TreeMap<>();
        for (VApp vapp : stage.vapps()) {
            realVApps.put(vapp.id().id(), vapp.vdcId().id());
        }
        assertThat(realVApps).as("vApps").isEqualTo(vapps);
        Set<UUID> known = new HashSet<>();
        for (Vm vm : stage.vms()) {
            known.add(vm.id().id());
            Boolean on = power.get(vm.id().id());
            if (on != null) {
                assertThat(vm.status() == VmStatus.POWERED_ON)
                        .as("power of " + vm)
                        .isEqualTo(on);
            }
        }
        power.keySet().retainAll(known);
    }
}
