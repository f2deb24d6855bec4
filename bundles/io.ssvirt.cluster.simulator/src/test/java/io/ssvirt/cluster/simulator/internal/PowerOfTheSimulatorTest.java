package io.ssvirt.cluster.simulator.internal;

import org.junit.jupiter.api.AfterAll;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.PowerContract;

class PowerOfTheSimulatorTest extends PowerContract {

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
