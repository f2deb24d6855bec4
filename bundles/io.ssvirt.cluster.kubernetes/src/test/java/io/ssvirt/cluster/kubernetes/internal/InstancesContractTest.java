package io.ssvirt.cluster.kubernetes.internal;

import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.InstancesContract;

@ExtendWith(Testbed.Needed.class)
final class InstancesContractTest extends InstancesContract {

    @Override
    protected ClusterUnderTest cluster() {
        return Testbed.get();
    }
}
