package io.ssvirt.cluster.kubernetes.internal;

import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.ObservationsContract;

@ExtendWith(Testbed.Needed.class)
final class ObservationsContractTest extends ObservationsContract {

    @Override
    protected ClusterUnderTest cluster() {
        return Testbed.get();
    }
}
