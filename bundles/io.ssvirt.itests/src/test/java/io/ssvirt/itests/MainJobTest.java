package io.ssvirt.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.inject.Inject;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.service.cm.ConfigurationAdmin;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.itests.contract.ContractWalk;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.BadInput;
import io.ssvirt.itests.walk.GeneratedBadInput;
import io.ssvirt.itests.walk.MachineWalk;
import io.ssvirt.itests.walk.MainJob;
import io.ssvirt.itests.walk.PortalWalk;
import io.ssvirt.itests.walk.RowCounts;
import io.ssvirt.itests.walk.Statements;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole path on the distribution as it is shipped, with its built-in cluster. */
public class MainJobTest extends RunningSystem {

    @Inject
    private ClusterProvider cluster;

    @Inject
    private ConfigurationAdmin configurations;

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

        RowCounts rows = new RowCounts(database);
        Map<String, Long> before = rows.now();
        assertThat(before).hasSizeGreaterThan(15).containsEntry("VDCS", 1L);

        new BadInput(api, tenant).send();
        assertThat(new GeneratedBadInput(api).send()).isGreaterThan(300);

        assertThat(rows.now()).as("rows after the wrong requests").isEqualTo(before);
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
    public void thePortSpeaksTlsWithItsOwnCertificateAndWithAGivenOne() throws Exception {
        Path secrets = Path.of(System.getProperty("karaf.data"), "secrets");
        Path given = Files.createTempDirectory("ssvirt-given");
        SecurePort.makePair(given);
        try {
            Path own = secrets.resolve("tls.crt");
            SecurePort made = SecurePort.open(configurations, freePort(), Map.of("mode", "on"), own);
            HttpResponse<String> answer = made.get("/healthz", own);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThatThrownBy(() -> made.get("/healthz", given.resolve("given.crt")))
                    .as("somebody who trusts another certificate")
                    .isInstanceOf(SSLException.class);

            String certificate = given.resolve("given.crt").toString();
            SecurePort other = SecurePort.open(
                    configurations,
                    freePort(),
                    Map.of(
                            "mode",
                            "auto",
                            "cert",
                            certificate,
                            "key",
                            given.resolve("given.key").toString()),
                    given.resolve("given.crt"));
            assertThat(other.get("/livez", given.resolve("given.crt")).statusCode())
                    .isEqualTo(200);
        } finally {
            SecurePort.close(configurations);
        }
        Awaitility.await("the plain port")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> api().get("/readyz").is(200));
    }

    @Test
    public void swaggerUiShowsTheDocumentOfThisServerAndNothingFromElsewhere() throws Exception {
        HttpClient browser = HttpClient.newHttpClient();
        String page = text(browser, "/swagger-ui/", "text/html");
        assertThat(page).doesNotContain("http://", "https://", "<script>");
        List<String> parts = Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(parts).hasSize(4);
        for (String part : parts) {
            String type = part.endsWith(".js") ? "text/javascript" : part.endsWith(".css") ? "text/css" : "image/png";
            String content = text(browser, part, type);
            assertThat(content).as(part).isNotEmpty();
            if (part.endsWith("start.js")) {
                assertThat(content).contains("/openapi.json").doesNotContain("https://");
            }
        }
        assertThat(api().get("/openapi.json").is(200).text("/openapi")).startsWith("3.");
        assertThat(text(browser, "/openapi.yaml", "application/yaml")).contains("/cloudapi/1.0.0/orgs:");
    }

    private String text(HttpClient browser, String path, String type) throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(api().base() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(path)
                .startsWith(type);
        return answer.body();
    }

    @Test
    public void onlyTheRightPasswordOpensASession() throws IOException {
        assertThat(api().tryLogin("admin", "wrong").status()).isEqualTo(401);
        assertThat(api().get(Api.CLOUD + "/orgs").status()).isEqualTo(401);
        assertThat(administrator().get(Api.CLOUD + "/orgs").is(200).text("/values/0/name"))
                .isEqualTo("Provider");
    }
}
