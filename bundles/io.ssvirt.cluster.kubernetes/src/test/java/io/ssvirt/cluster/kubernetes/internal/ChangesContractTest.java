package io.ssvirt.cluster.kubernetes.internal;

import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ChangesContract;
import io.ssvirt.cluster.contract.ClusterUnderTest;

@ExtendWith(Testbed.Needed.class)
final class ChangesContractTest extends ChangesContract {

    @Override
    protected ClusterUnderTest cluster() {
        return Testbed.get();
    }
}
