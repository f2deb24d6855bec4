package io.ssvirt.itests;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** A system that starts without a cluster, gets one, and is given others while it runs. */
public class ProviderChoiceTest extends RunningSystem {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Override
    protected List<Option> moreOptions() {
        return List.of(
                KarafDistributionOption.editConfigurationFilePut("etc/io.ssvirt.cluster.cfg", "provider", "none"));
    }

    @Test
    public void whatIsAskedOfAnAbsentClusterIsCarriedOutWhenOneComes() throws IOException {
        choose("none", "");
        awaitCluster("disabled");
        Api api = administrator();
        api.get("/readyz").is(200);
        assertThat(api.get("/healthz").is(200).text("/status")).isEqualTo("degraded");
        String org = api.post(CLOUD + "/orgs", Map.of("name", "early")).is(201).id();
        String vdcs = "/api/admin/org/" + Api.segment(org) + "/vdcs";

        Answer vdc = api.post(vdcs, Map.of("name", "dev", "allocationModel", "Flex"));

        assertThat(vdc.status()).as("%s", vdc.body()).isIn(201, 202);
        api.get(vdcs + "/" + Api.segment(vdc.id())).is(200);
        choose("simulator", "");
        awaitCluster("ready");
        new Tasks(api).awaitEnds(PATIENCE);
        api.delete(vdcs + "/" + Api.segment(vdc.id())).is(204);
        api.delete(CLOUD + "/orgs/" + Api.segment(org)).is(204);
    }

    @Test
    public void aClusterThatDoesNotAnswerIsExchangedForOneThatDoes() throws IOException {
        choose("simulator", "");
        awaitCluster("ready");
        Api api = administrator();
        Tenant tenant = new Tenant(api, "swapped");
        Map<String, Object> request = Map.of(
                "name",
                "web",
                "powerOn",
                true,
                "catalogItem",
                Map.of("id", tenant.items().text("/values/0/id")));
        String vapp = api.post(tenant.instantiate(), request).is(201).id();
        String vm = tenant.awaitVApp(vapp, "DEPLOYED").text("/vms/0/id");
        tenant.awaitVm(vm, "POWERED_ON");

        try (Readers readers = new Readers(
                api,
                4,
                List.of(
                        CLOUD + "/vdcs",
                        CLOUD + "/vapps/" + Api.segment(vapp),
                        CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems"))) {
            choose("kubernetes", "https://127.0.0.1:1");
            awaitCluster("unavailable");
            Answer refused = api.post(CLOUD + "/vms/" + Api.segment(vm) + "/actions/powerOff")
                    .is(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(tenant.awaitVm(vm, "POWERED_ON").text("/name")).isNotEmpty();

            choose("kubernetes", "https://127.0.0.1:2");
            awaitCluster("unavailable");
            choose("none", "");
            awaitCluster("disabled");
            choose("simulator", "");
            awaitCluster("ready");
            readers.closeWithoutFailures();
        }
        api.post(CLOUD + "/vms/" + Api.segment(vm) + "/actions/powerOff").is(202);
        tenant.awaitVm(vm, "POWERED_OFF");
        tenant.deleteVApp(vapp);
        tenant.remove();
    }

    @Test
    public void providersMayBeMissingAltogether() throws BundleException, IOException {
        choose("simulator", "");
        awaitCluster("ready");
        Api api = administrator();
        Tenant tenant = new Tenant(api, "bereft");
        List<String> locations = List.of("io.ssvirt.cluster.simulator", "io.ssvirt.cluster.kubernetes").stream()
                .map(name -> BundleMove.find(context, name))
                .map(ProviderChoiceTest::uninstalled)
                .toList();
        awaitCluster("disabled");

        api.get(CLOUD + "/vdcs").is(200);
        assertThat(tenant.items().body().at("/values")).isNotEmpty();
        String vdc = tenant.vdcs() + "/" + Api.segment(tenant.vdc());
        assertThat(api.put(vdc, Map.of("description", "changed without a cluster"))
                        .status())
                .isIn(200, 202);

        for (String location : locations) {
            context.installBundle(location).start();
        }
        awaitCluster("ready");
        new Tasks(api).awaitEnds(PATIENCE);
        assertThat(api.get(vdc).text("/description")).isEqualTo("changed without a cluster");
        tenant.remove();
    }

    private static String uninstalled(Bundle bundle) {
        String location = bundle.getLocation();
        try {
            bundle.uninstall();
        } catch (BundleException refused) {
            throw new IllegalStateException(refused);
        }
        return location;
    }

    private void choose(String provider, String url) throws IOException {
        Configuration configuration = configurations.getConfiguration("io.ssvirt.cluster", null);
        Dictionary<String, Object> properties = configuration.getProperties();
        properties.put("provider", provider);
        properties.put("url", url);
        configuration.update(properties);
    }

    private void awaitCluster(String word) {
        Awaitility.await("cluster " + word)
                .atMost(PATIENCE)
                .until(() -> word.equals(api().get("/readyz").text("/services/k8s")));
    }
}
