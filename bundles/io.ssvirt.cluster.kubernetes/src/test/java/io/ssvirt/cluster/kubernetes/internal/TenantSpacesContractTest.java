package io.ssvirt.cluster.kubernetes.internal;

import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.TenantSpacesContract;

@ExtendWith(Testbed.Needed.class)
final class TenantSpacesContractTest extends TenantSpacesContract {

    @Override
    protected ClusterUnderTest cluster() {
        return Testbed.get();
    }
}
