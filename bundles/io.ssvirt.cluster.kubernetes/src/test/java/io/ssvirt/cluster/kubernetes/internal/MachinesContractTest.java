package io.ssvirt.cluster.kubernetes.internal;

import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.MachinesContract;

@ExtendWith(Testbed.Needed.class)
final class MachinesContractTest extends MachinesContract {

    @Override
    protected ClusterUnderTest cluster() {
        return Testbed.get();
    }
}
