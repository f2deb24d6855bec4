package io.ssvirt.cluster.simulator.internal;

import org.junit.jupiter.api.AfterAll;

import io.ssvirt.cluster.contract.ChangesContract;
import io.ssvirt.cluster.contract.ClusterUnderTest;

class ChangesOfTheSimulatorTest extends ChangesContract {

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
