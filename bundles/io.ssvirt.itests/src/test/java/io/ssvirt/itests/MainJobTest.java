package io.ssvirt.itests;

import java.io.IOException;

import javax.inject.Inject;

import org.junit.Test;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.BadInput;
import io.ssvirt.itests.walk.MainJob;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole path on the distribution as it is shipped, with its built-in cluster. */
public class MainJobTest extends RunningSystem {

    @Inject
    private ClusterProvider cluster;

    @Test
    public void theWholePathLeavesNothingInTheCluster() throws IOException {
        new MainJob(administrator(), "acme").walk();

        assertThat(cluster.name()).isEqualTo("simulator");
        assertThat(cluster.observations().spaces()).isEmpty();
        assertThat(cluster.observations().instances()).isEmpty();
    }

    @Test
    public void aVdcHasItsNamespaceWhenItsRequestIsAnswered() throws IOException {
        Tenant tenant = new Tenant(administrator(), "Globex & Co");

        assertThat(cluster.observations().spaces())
                .anySatisfy(space -> assertThat(space.name().value()).isEqualTo("vdc-globexco-dev"));
        tenant.remove();
        assertThat(cluster.observations().spaces()).isEmpty();
    }

    @Test
    public void wrongRequestsLeaveNoTrace() throws IOException {
        Api api = administrator();
        Tenant tenant = new Tenant(api, "initech");

        new BadInput(api, tenant).send();

        assertThat(cluster.observations().spaces()).hasSize(1);
        assertThat(cluster.observations().instances()).isEmpty();
        tenant.remove();
    }

    @Test
    public void onlyTheRightPasswordOpensASession() throws IOException {
        assertThat(api().tryLogin("admin", "wrong").status()).isEqualTo(401);
        assertThat(api().get(Api.CLOUD + "/orgs").status()).isEqualTo(401);
        assertThat(administrator().get(Api.CLOUD + "/orgs").is(200).text("/values/0/name"))
                .isEqualTo("Provider");
    }
}
