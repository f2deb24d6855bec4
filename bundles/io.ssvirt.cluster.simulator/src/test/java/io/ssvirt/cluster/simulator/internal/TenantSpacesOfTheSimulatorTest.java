package io.ssvirt.cluster.simulator.internal;

import org.junit.jupiter.api.AfterAll;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.TenantSpacesContract;

class TenantSpacesOfTheSimulatorTest extends TenantSpacesContract {

    private static final SimulatorUnderTest CLUSTER = SimulatorUnderTest.fresh();

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Override
    protected ClusterUnderTest cluster() {
        return CLUSTER;
    }
}
