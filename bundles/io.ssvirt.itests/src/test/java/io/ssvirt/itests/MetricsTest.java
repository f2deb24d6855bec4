package io.ssvirt.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures that the distribution serves, and the page about them. */
public class MetricsTest extends RunningSystem {

    private static final String PAGE = "ssvirt.test.page";

    /** Only there with a cluster of Kubernetes, or after something that this test does not do. */
    private static final Set<String> NOT_HERE = Set.of("ssvirt_cluster_calls_total");

    @Override
    protected List<Option> moreOptions() {
        Path page = Path.of(System.getProperty("ssvirt.bundles"), "../docs/operations/metrics.md");
        return List.of(CoreOptions.systemProperty(PAGE)
                .value(page.toAbsolutePath().normalize().toString()));
    }

    private String figures() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
        return answer.body();
    }

    @Test
    public void whatHappensIsCounted() throws IOException, InterruptedException {
        new Tenant(administrator(), "counted").remove();

        assertThat(figures())
                .contains(
                        "ssvirt_http_requests_total{surface=\"cloudapi\",route=\"/cloudapi/1.0.0/orgs\",method=\"POST\",code=\"201\"}")
                .contains("ssvirt_tasks_total{operation=\"vdcCreateVdc\",outcome=\"success\"} 1")
                .contains(
                        "ssvirt_step_duration_seconds_count{kind=\"vdcCreateVdc\",step=\"attempt\",outcome=\"finished\"}")
                .contains("ssvirt_cluster_state{state=\"ready\"} 1")
                .contains("ssvirt_health{check=\"database\"} 1")
                .contains("ssvirt_db_pool{state=\"idle\"}")
                .contains("ssvirt_leader 1")
                .doesNotContain("counted");
    }

    @Test
    public void everyLineIsOneThatPrometheusReads() throws IOException, InterruptedException {
        Pattern sample = Pattern.compile(
                "[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? (-?[0-9.]+(E-?[0-9]+)?|[+-]Inf)");

        assertThat(figures().lines())
                .allMatch(line -> line.startsWith("# HELP ")
                        || line.startsWith("# TYPE ")
                        || sample.matcher(line).matches());
    }

    @Test
    public void thePageHasARowForEachNameAndNoOther() throws IOException {
        Path page = Path.of(System.getProperty(PAGE));
        Set<String> described = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|").matcher(Files.readString(page));
        while (rows.find()) {
            described.add(rows.group(1));
        }
        described.removeAll(NOT_HERE);

        Awaitility.await().untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrderElementsOf(described));
    }

    @Test
    public void thePageNamesTheLabelsThatAreServed() throws IOException, InterruptedException {
        new Tenant(administrator(), "labelled").remove();
        Map<String, Set<String>> described = new TreeMap<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([^|]*)\\|")
                .matcher(Files.readString(Path.of(System.getProperty(PAGE))));
        while (rows.find()) {
            described.put(rows.group(1), words(rows.group(2), "`([a-z]+)`"));
        }

        figures().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String name = line.split("[{ ]")[0].replaceFirst("_(bucket|sum|count)$", "");
            Set<String> served = words(line, "[{,]([a-z]+)=\"");
            served.remove("le");
            assertThat(served).as(line).isEqualTo(described.get(name));
        });
    }

    private static Set<String> words(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> names() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        figures().lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> names.add(line.split(" ")[2]));
        return names;
    }
}
