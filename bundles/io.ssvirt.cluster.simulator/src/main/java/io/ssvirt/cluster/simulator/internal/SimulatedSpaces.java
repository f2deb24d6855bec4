package io.ssvirt.cluster.simulator.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.TenantSpaces;
import io.ssvirt.model.NamespaceName;

/** Namespaces of the simulated cluster. */
final class SimulatedSpaces implements TenantSpaces {

    private final World world;
    private final NamespaceController controller;
    private final Calls calls;

    SimulatedSpaces(World world, NamespaceController controller, Calls calls) {
        this.world = world;
        this.controller = controller;
        this.calls = calls;
    }

    @Override
    public ClusterResult<ObservedSpace> ensure(DesiredSpace desired, OperationKey key) {
        return calls.make("spaces.ensure", () -> world.change(() -> ensured(desired, key)));
    }

    private ClusterResult<ObservedSpace> ensured(DesiredSpace desired, OperationKey key) {
        String name = desired.name().value();
        Optional<Space> before = world.spaces().get(name);
        if (before.isPresent() && isForeign(before.get(), desired.vdcId())) {
            return conflict(before.get());
        }
        if (before.filter(Space::terminating).isPresent()) {
            return ClusterResult.refused(RefusalReason.TERMINATING, "namespaces \"" + name + "\" is being terminated");
        }
        Optional<String> illegal = Legality.ofLabels(desired.labels());
        if (illegal.isPresent()) {
            return ClusterResult.refused(
                    RefusalReason.INVALID, "Namespace \"" + name + "\" is invalid: " + illegal.get());
        }
        Map<String, String> annotations = new HashMap<>(desired.annotations());
        annotations.put(Labels.OPERATION, key.value());
        Space space = new Space(
                name,
                before.map(Space::uid).orElseGet(world::newId),
                desired.labels(),
                annotations,
                desired.quota(),
                0);
        world.spaces().put(name, space);
        world.changedSpace(name);
        return ClusterResult.applied(space.observed());
    }

    @Override
    public ClusterResult<Optional<ObservedSpace>> observe(NamespaceName name) {
        return calls.make(
                "spaces.observe",
                () -> world.look(() ->
                        ClusterResult.applied(world.spaces().get(name.value()).map(Space::observed))));
    }

    @Override
    public ClusterResult<Optional<ObservedSpace>> remove(NamespaceName name, UUID vdcId, OperationKey key) {
        return calls.make("spaces.remove", () -> world.change(() -> removed(name.value(), vdcId)));
    }

    private ClusterResult<Optional<ObservedSpace>> removed(String name, UUID vdcId) {
        Optional<Space> found = world.spaces().get(name);
        if (found.isEmpty()) {
            return ClusterResult.applied(Optional.empty());
        }
        if (isForeign(found.get(), vdcId)) {
            return conflict(found.get());
        }
        Space ending = found.get().terminating() ? found.get() : controller.terminate(found.get());
        return ClusterResult.applied(Optional.of(ending.observed()));
    }

    private static boolean isForeign(Space space, UUID vdcId) {
        return !vdcId.toString().equals(space.labels().get(Labels.VDC_ID));
    }

    private static <T> ClusterResult<T> conflict(Space space) {
        return new ClusterResult.Conflict<>(
                "Namespace \"" + space.name() + "\"", space.labels().getOrDefault(Labels.VDC_ID, ""));
    }
}
