package io.ssvirt.cluster.example;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.Machines;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.Templates;
import io.ssvirt.cluster.spi.TenantSpaces;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.PowerAction;

/**
 * A provider around another one that can be frozen while somebody works on the cluster: reads go on, and every change is told to
 * come again later, which SSVirt does by itself.
 */
public final class FreezableProvider implements ClusterProvider {

    private static final Duration COME_AGAIN = Duration.ofSeconds(30);

    private final ClusterProvider cluster;
    private final BooleanSupplier frozen;

    /** Wraps a provider. */
    public FreezableProvider(ClusterProvider cluster, BooleanSupplier frozen) {
        this.cluster = cluster;
        this.frozen = frozen;
    }

    @Override
    public String name() {
        return cluster.name() + "-freezable";
    }

    @Override
    public Templates templates() {
        return cluster.templates();
    }

    @Override
    public Observations observations() {
        return cluster.observations();
    }

    @Override
    public TenantSpaces spaces() {
        TenantSpaces spaces = cluster.spaces();
        return new TenantSpaces() {
            @Override
            public ClusterResult<ObservedSpace> ensure(DesiredSpace desired, OperationKey key) {
                return unlessFrozen(() -> spaces.ensure(desired, key));
            }

            @Override
            public ClusterResult<Optional<ObservedSpace>> observe(NamespaceName name) {
                return spaces.observe(name);
            }

            @Override
            public ClusterResult<Optional<ObservedSpace>> remove(NamespaceName name, UUID vdcId, OperationKey key) {
                return unlessFrozen(() -> spaces.remove(name, vdcId, key));
            }
        };
    }

    @Override
    public Instances instances() {
        Instances instances = cluster.instances();
        return new Instances() {
            @Override
            public ClusterResult<ObservedInstance> ensure(DesiredInstance desired, OperationKey key) {
                return unlessFrozen(() -> instances.ensure(desired, key));
            }

            @Override
            public ClusterResult<Optional<ObservedInstance>> observe(InstanceReference reference) {
                return instances.observe(reference);
            }

            @Override
            public ClusterResult<Remains> remove(InstanceReference reference, OperationKey key) {
                return unlessFrozen(() -> instances.remove(reference, key));
            }
        };
    }

    @Override
    public Machines machines() {
        Machines machines = cluster.machines();
        return new Machines() {
            @Override
            public ClusterResult<ObservedMachine> power(
                    MachineReference machine, PowerAction action, OperationKey key) {
                return unlessFrozen(() -> machines.power(machine, action, key));
            }

            @Override
            public ClusterResult<ObservedMachine> change(
                    MachineReference machine, MachineChange change, OperationKey key) {
                return unlessFrozen(() -> machines.change(machine, change, key));
            }

            @Override
            public ClusterResult<Optional<ObservedMachine>> remove(MachineReference machine, OperationKey key) {
                return unlessFrozen(() -> machines.remove(machine, key));
            }

            @Override
            public ClusterResult<Optional<ObservedMachine>> observe(MachineReference machine) {
                return machines.observe(machine);
            }
        };
    }

    private <T> ClusterResult<T> unlessFrozen(Supplier<ClusterResult<T>> call) {
        return frozen.getAsBoolean()
                ? new ClusterResult.Unavailable<>("somebody works on the cluster", COME_AGAIN)
                : call.get();
    }
}
