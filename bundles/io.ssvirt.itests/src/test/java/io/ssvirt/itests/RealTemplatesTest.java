package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.junit.Test;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;

import com.fasterxml.jackson.databind.JsonNode;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

/** The templates that KubeVirt and OpenShift publish, loaded into the built-in cluster and used over the API. */
public class RealTemplatesTest extends RunningSystem {

    private static final String FOLDER = "ssvirt.test.templates";
    /** Of the 90 published templates of virtual machines, those that name the disk images that they need. */
    private static final int PUBLISHED = 47;

    private static final List<String> APPLICATIONS =
            List.of("postgresql-persistent", "mariadb-ephemeral", "httpd-example");

    @Inject
    private ClusterProvider cluster;

    @Override
    protected List<Option> moreOptions() {
        Path folder = Path.of(System.getProperty("ssvirt.shared"), "fixtures", "templates")
                .toAbsolutePath();
        return List.of(
                KarafDistributionOption.editConfigurationFilePut(
                        "etc/io.ssvirt.cluster.simulator.cfg", "preload", folder.toString()),
                CoreOptions.systemProperty(FOLDER).value(folder.toString()));
    }

    private static void haveTemplates() {
        Path folder = Path.of(System.getProperty(FOLDER));
        assumeTrue("the published templates are not at " + folder, Files.isDirectory(folder));
    }

    @Test
    public void everyTemplateOfTheCatalogIsListedReadInstantiatedAndDeleted() throws IOException {
        haveTemplates();
        Tenant tenant = new Tenant(administrator(), "catalogue");
        JsonNode items = tenant.items().body().at("/values");
        List<String> names = new ArrayList<>();
        for (JsonNode item : items) {
            names.add(item.at("/name").asText());
            instantiateAndDelete(tenant, item);
        }

        assertThat(names)
                .as("items that were used")
                .hasSizeGreaterThanOrEqualTo(PUBLISHED)
                .contains("centos-stream9-desktop-large", "ubuntu-server-small", "fedora-server-large");
        tenant.remove();
        assertThat(cluster.observations().spaces()).isEmpty();
    }

    private void instantiateAndDelete(Tenant tenant, JsonNode item) throws IOException {
        String id = item.at("/id").asText();
        Api api = administrator();
        Answer read = api.get(
                        Api.CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems/" + Api.segment(id))
                .is(200);
        assertThat(read.body().at("/entity/numberOfCpus").asInt()).as(id).isPositive();
        assertThat(read.body().at("/entity/storageAllocation").asLong()).as(id).isPositive();
        Answer created = api.post(
                        tenant.instantiate(),
                        Map.of("name", "one", "catalogItem", Map.of("id", id), "parameters", required(item)))
                .is(201);
        Answer vapp = tenant.awaitVApp(created.id(), "DEPLOYED");
        assertThat(vapp.body().at("/vms").size())
                .as(id)
                .isEqualTo(item.at("/entity/numberOfVMs").asInt());
        tenant.deleteVApp(created.id());
    }

    private static Map<String, String> required(JsonNode item) {
        for (JsonNode parameter : item.at("/parameters")) {
            boolean open = parameter.at("/required").asBoolean()
                    && parameter.at("/value").asText().isEmpty()
                    && parameter.at("/generate").asText().isEmpty();
            if (open) {
                return Map.of(parameter.at("/name").asText(), "a-value-of-the-user");
            }
        }
        return Map.of();
    }

    @Test
    public void applicationTemplatesWithoutAMachineAreRefusedInPlainWords() throws IOException {
        haveTemplates();
        Api api = administrator();
        Tenant tenant = new Tenant(api, "applications");
        for (String name : APPLICATIONS) {
            String uuid = tenant.catalog().substring(tenant.catalog().lastIndexOf(':') + 1);
            Answer refused = api.post(
                            tenant.instantiate(),
                            Map.of(
                                    "name",
                                    "app",
                                    "catalogItem",
                                    Map.of("id", "urn:vcloud:catalogitem:" + uuid + ":" + name)))
                    .is(400);
            assertThat(refused.text("/message")).contains(name).contains("no virtual machine");
        }
        assertThat(cluster.observations().instances()).isEmpty();
        tenant.remove();
    }
}
