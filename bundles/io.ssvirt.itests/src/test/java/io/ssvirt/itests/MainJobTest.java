package io.ssvirt.itests;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;
import javax.sql.DataSource;

import org.junit.Test;
import org.ops4j.pax.exam.util.Filter;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.itests.contract.ContractWalk;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.BadInput;
import io.ssvirt.itests.walk.GeneratedBadInput;
import io.ssvirt.itests.walk.MachineWalk;
import io.ssvirt.itests.walk.MainJob;
import io.ssvirt.itests.walk.PortalWalk;
import io.ssvirt.itests.walk.Statements;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole path on the distribution as it is shipped, with its built-in cluster. */
public class MainJobTest extends RunningSystem {

    @Inject
    private ClusterProvider cluster;

    @Inject
    @Filter("(osgi.jndi.service.name=ssvirt)")
    private DataSource database;

    @Test
    public void theWholePathLeavesNothingInTheCluster() throws IOException {
        new MainJob(administrator(), "acme").walk();

        assertThat(cluster.name()).isEqualTo("simulator");
        assertThat(cluster.observations().spaces()).isEmpty();
        assertThat(cluster.observations().instances()).isEmpty();
    }

    @Test
    public void machinesAreSuspendedResizedRenamedAndDeletedOneByOne() throws IOException {
        new MachineWalk(administrator(), "wonka").walk();

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
        assertThat(new GeneratedBadInput(api).send()).isGreaterThan(300);

        assertThat(cluster.observations().spaces()).hasSize(1);
        assertThat(cluster.observations().instances()).isEmpty();
        tenant.remove();
    }

    @Test
    public void aReadTakesOneStatementAndAMutationFew() throws IOException {
        Api api = administrator();
        Tenant tenant = new Tenant(api, "hooli");
        Statements statements = new Statements(database);
        String vdc = Api.CLOUD + "/vdcs/" + Api.segment(tenant.vdc());
        String catalog = Api.CLOUD + "/catalogs/" + Api.segment(tenant.catalog());
        for (String path : List.of(
                Api.CLOUD + "/orgs",
                Api.CLOUD + "/users",
                Api.CLOUD + "/roles",
                Api.CLOUD + "/vdcs",
                Api.CLOUD + "/vapps",
                Api.CLOUD + "/vms",
                Api.CLOUD + "/catalogs",
                Api.CLOUD + "/tasks",
                Api.CLOUD + "/auditTrail",
                tenant.vdcs(),
                Api.CLOUD + "/orgs/" + Api.segment(tenant.organization()),
                vdc,
                tenant.vdcs() + "/" + Api.segment(tenant.vdc()),
                catalog,
                catalog + "/catalogItems")) {
            assertThat(statements.of(() -> api.get(path).is(200))).as(path).isLessThanOrEqualTo(1);
        }
        assertThat(statements.of(
                        () -> api.put(catalog, Map.of("description", "d")).is(200)))
                .as("a change of a catalog")
                .isLessThanOrEqualTo(6);
        tenant.remove();
    }

    @Test
    public void aWebInterfaceOfOthersWalksItsPages() throws IOException {
        new PortalWalk(api().base(), password()).walk();

        assertThat(cluster.observations().spaces()).isEmpty();
    }

    @Test
    public void everySentenceOfTheContractHolds() throws IOException {
        new ContractWalk(api(), password()).walk();

        assertThat(cluster.observations().spaces()).isEmpty();
    }

    @Test
    public void onlyTheRightPasswordOpensASession() throws IOException {
        assertThat(api().tryLogin("admin", "wrong").status()).isEqualTo(401);
        assertThat(api().get(Api.CLOUD + "/orgs").status()).isEqualTo(401);
        assertThat(administrator().get(Api.CLOUD + "/orgs").is(200).text("/values/0/name"))
                .isEqualTo("Provider");
    }
}
