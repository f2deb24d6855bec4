package io.ssvirt.cluster.simulator.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.template.Quantity;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.cluster.spi.template.TemplateReader;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.model.TemplateSizing;
import io.ssvirt.model.VirtualDisk;

/** Brings machines from status to status as KubeVirt's controller and a node would. The lock of the world is held by the caller. */
final class MachineController {

    static final String FAIL = "simulator.ssvirt.io/fail";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Set<String> RUNNING_STRATEGIES = Set.of("Always", "RerunOnFailure", "Once");

    private final World world;
    private final Quota quota;

    MachineController(World world, Quota quota) {
        this.world = world;
        this.quota = quota;
    }

    /** Makes a machine of an object of a template; it starts at once when its run strategy says so. */
    void create(Instance instance, Map<String, Object> object, String uid) {
        Map<String, Object> spec = Tree.map(object, "spec");
        Map<String, Object> guest = Tree.path(spec, "template", "spec");
        TemplateSizing sizing = TemplateReader.describe(new TemplateDocument(Map.of("objects", List.of(object))))
                .sizing();
        String name = Tree.text(Tree.map(object, "metadata"), "name");
        int cores = number(Tree.path(guest, "domain", "cpu"), "cores");
        boolean provisions = !Tree.maps(spec, "dataVolumeTemplates").isEmpty();
        Machine machine = new Machine(
                instance.space(),
                name,
                uid,
                instance.uid(),
                face(object, spec),
                sizing.cpus(),
                cores,
                sizing.memoryBytes(),
                null,
                sizing.guestOs(),
                disks(spec),
                provisions,
                failing(object, spec),
                world.now(),
                MachineState.STOPPED);
        boolean starts = RUNNING_STRATEGIES.contains(Tree.text(spec, "runStrategy"))
                || "true".equals(Tree.text(spec, "running"));
        put(starts ? starting(machine) : machine);
    }

    private static int number(Map<String, Object> tree, String key) {
        return Quantity.parse(Tree.text(tree, key))
                .map(amount -> (int) amount.roundedUp())
                .orElse(1);
    }

    private static Face face(Map<String, Object> object, Map<String, Object> spec) {
        Map<String, Object> annotations = Tree.path(object, "metadata", "annotations");
        return new Face(
                Tree.text(annotations, Labels.DISPLAY_NAME),
                Tree.text(annotations, Labels.DESCRIPTION),
                Tree.text(Tree.map(spec, "instancetype"), "name"));
    }

    private static String failing(Map<String, Object> object, Map<String, Object> spec) {
        String own = Tree.text(Tree.path(object, "metadata", "annotations"), FAIL);
        return own.isEmpty() ? Tree.text(Tree.path(spec, "template", "metadata", "annotations"), FAIL) : own;
    }

    private static List<VirtualDisk> disks(Map<String, Object> spec) {
        List<VirtualDisk> disks = new ArrayList<>();
        for (Map<String, Object> volume : Tree.maps(spec, "dataVolumeTemplates")) {
            Map<String, Object> storage = Tree.path(volume, "spec", "storage", "resources", "requests");
            Map<String, Object> claim = Tree.path(volume, "spec", "pvc", "resources", "requests");
            long size = Optional.of(Tree.text(storage.isEmpty() ? claim : storage, "storage"))
                    .flatMap(Quantity::parse)
                    .map(Quantity::roundedUp)
                    .orElse(0L);
            disks.add(new VirtualDisk(Tree.text(Tree.map(volume, "metadata"), "name"), size, "simulated"));
        }
        return disks;
    }

    /** Returns the machine on its way to run. */
    Machine starting(Machine machine) {
        return machine.provisions() && "Stopped".equals(machine.state().status())
                ? machine.in(MachineState.of(
                        "Provisioning", true, world.in(world.pace().provisioning())))
                : launching(machine);
    }

    /** A launcher pod that does not fit leaves the machine Starting for as long as it does not fit. */
    private Machine launching(Machine machine) {
        Optional<String> refusal = quota.refusesLauncher(machine.in(MachineState.STOPPED));
        return machine.in(refusal.map(why -> new MachineState(
                        "Starting",
                        true,
                        false,
                        false,
                        false,
                        "FailedCreate: pods \"virt-launcher-" + machine.name() + "\" is forbidden: " + why,
                        world.in(LOOK_AGAIN)))
                .orElseGet(() -> new MachineState(
                        "Starting",
                        true,
                        true,
                        false,
                        false,
                        "",
                        world.in(world.pace().booting()))));
    }

    /** Returns the machine on its way to rest. */
    Machine stopping(Machine machine) {
        return machine.in(
                MachineState.of("Stopping", false, world.in(world.pace().stopping())));
    }

    /** Starts removing a machine. */
    void delete(Machine machine) {
        if (!machine.state().deleting()) {
            put(machine.in(MachineState.deletedAt(world.in(world.pace().deleting()))));
        }
    }

    /** Makes the steps that are due. */
    void work() {
        long now = world.now();
        world.machines()
                .where(machine ->
                        machine.state().nextAt() > 0 && machine.state().nextAt() <= now)
                .forEach(this::step);
    }

    private void step(Machine machine) {
        MachineState state = machine.state();
        if (state.deleting()) {
            world.machines().remove(Shelf.key(machine.space(), machine.name()));
            world.changedOwner(machine.space(), machine.owner());
            return;
        }
        switch (state.status()) {
            case "Provisioning" -> put(launching(machine));
            case "Starting" -> put(state.launched() ? booted(machine) : launching(machine));
            case "Running" -> put(machine.in(new MachineState("Running", true, true, true, false, "", 0)));
            case "Stopping" -> put(state.wanted() ? launching(machine) : machine.in(MachineState.STOPPED));
            default ->
                put(machine.in(new MachineState(
                        state.status(), state.wanted(), state.launched(), false, false, state.message(), 0)));
        }
    }

    private Machine booted(Machine machine) {
        if (!machine.failing().isEmpty()) {
            return machine.in(new MachineState(
                    machine.failing(), true, false, false, false, "made to fail by annotation " + FAIL, 0));
        }
        return machine.started(running());
    }

    /** Returns the state of a guest that was just booted: its agent is not there yet. */
    MachineState running() {
        return new MachineState(
                "Running", true, true, false, false, "", world.in(world.pace().agent()));
    }

    void put(Machine machine) {
        world.machines().put(Shelf.key(machine.space(), machine.name()), machine);
        world.changedOwner(machine.space(), machine.owner());
    }
}
