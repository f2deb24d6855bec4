package io.ssvirt.cluster.example;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.InstancesContract;
import io.ssvirt.cluster.contract.MachinesContract;
import io.ssvirt.cluster.contract.ObservationsContract;
import io.ssvirt.cluster.contract.TenantSpacesContract;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** The four suites that every provider must pass, and what only this one does. */
class FreezableProviderTest {

    private static final AtomicBoolean FROZEN = new AtomicBoolean();
    private static final SimulatorUnderTest INNER = SimulatorUnderTest.fresh();
    private static final ClusterUnderTest CLUSTER = new ClusterUnderTest() {
        private final ClusterProvider provider = new FreezableProvider(INNER.provider(), FROZEN::get);

        @Override
        public ClusterProvider provider() {
            return provider;
        }

        @Override
        public void addTemplate(TemplateDocument template) {
            INNER.addTemplate(template);
        }
    };

    @AfterAll
    static void stop() {
        INNER.close();
    }

    @Nested
    class Spaces extends TenantSpacesContract {
        @Override
        protected ClusterUnderTest cluster() {
            return CLUSTER;
        }
    }

    @Nested
    class OfTemplates extends InstancesContract {
        @Override
        protected ClusterUnderTest cluster() {
            return CLUSTER;
        }
    }

    @Nested
    class Power extends MachinesContract {
        @Override
        protected ClusterUnderTest cluster() {
            return CLUSTER;
        }
    }

    @Nested
    class Watching extends ObservationsContract {
        @Override
        protected ClusterUnderTest cluster() {
            return CLUSTER;
        }
    }

    @Test
    void whileItIsFrozenNothingChangesAndReadsGoOn() {
        UUID vdc = UUID.randomUUID();
        NamespaceName name = new NamespaceName("frozen");
        DesiredSpace desired = new DesiredSpace(
                vdc,
                name,
                Map.of(Labels.VDC_ID, vdc.toString(), Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT),
                Map.of(),
                Map.of(),
                false,
                false);
        FROZEN.set(true);
        try {
            assertThat(CLUSTER.provider().spaces().ensure(desired, new OperationKey("k")))
                    .isInstanceOf(ClusterResult.Unavailable.class);
            assertThat(CLUSTER.provider().spaces().observe(name)).isEqualTo(ClusterResult.applied(Optional.empty()));
        } finally {
            FROZEN.set(false);
        }
        assertThat(List.of(CLUSTER.provider().spaces().ensure(desired, new OperationKey("k"))))
                .hasOnlyElementsOfType(ClusterResult.Applied.class);
    }
}
