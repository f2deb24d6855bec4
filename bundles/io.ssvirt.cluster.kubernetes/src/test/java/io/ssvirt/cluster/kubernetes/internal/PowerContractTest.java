package io.ssvirt.cluster.kubernetes.internal;

import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.PowerContract;

@ExtendWith(Testbed.Needed.class)
final class PowerContractTest extends PowerContract {

    @Override
    protected ClusterUnderTest cluster() {
        return Testbed.get();
    }
}
