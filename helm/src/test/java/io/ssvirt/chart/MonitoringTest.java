package io.ssvirt.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Alerts and dashboard ask for nothing that is not measured, and each alert has its runbook. */
class MonitoringTest {

    private static final Path DOCS = Path.of(System.getProperty("ssvirt.docs"));
    private static final Pattern METRIC = Pattern.compile("\\b(?:ssvirt|jvm|process)_[a-z0-9_]+");

    @Test
    void everyMetricThatIsAskedForIsServed() throws IOException {
        Path page = DOCS.resolve("operations/metrics.md");
        Assumptions.assumeTrue(Files.exists(page), "there is no list of metrics yet");

        assertThat(names(Chart.read(page))).containsAll(names(String.join("\n", expressions())));
    }

    @Test
    void expressionsAreWellFormed() throws IOException {
        assertThat(expressions()).hasSizeGreaterThan(25).allSatisfy(expression -> {
            assertThat(names(expression).isEmpty() && !expression.contains("up{"))
                    .isFalse();
            for (String pair : List.of("()", "{}", "[]")) {
                assertThat(count(expression, pair.charAt(0)))
                        .as(expression)
                        .isEqualTo(count(expression, pair.charAt(1)));
            }
            assertThat(count(expression, '"') % 2).as(expression).isZero();
        });
    }

    @Test
    void everyAlertHasASeverityAndARunbookInTheDocumentation() {
        String runbooks = Chart.read(DOCS.resolve("operations/alerts.md"));
        Set<String> described = new TreeSet<>();
        Matcher heading = Pattern.compile("(?m)^## (SSVirt\\w+)$").matcher(runbooks);
        while (heading.find()) {
            described.add(heading.group(1));
        }

        Set<String> alerts = new TreeSet<>();
        for (Object rule : rules()) {
            String name = (String) Chart.path(rule, "alert");
            alerts.add(name);
            assertThat(Chart.path(rule, "labels", "severity")).isIn("critical", "warning");
            assertThat((String) Chart.path(rule, "annotations", "runbook_url"))
                    .startsWith("https://")
                    .endsWith("#" + name.toLowerCase(Locale.ROOT));
        }
        assertThat(described).isEqualTo(alerts);
    }

    @Test
    void theAlertThatNobodyAnswersLooksAtTheServiceOfTheRelease() {
        assertThat(rules().toString()).contains("up{job=\"ssvirt-api-server\"}").doesNotContain("SERVICE", "RUNBOOKS");
    }

    private static List<?> rules() {
        Map<String, Object> object =
                Chart.render(Chart.valueSet("production")).all("PrometheusRule").get(0);
        return (List<?>) Chart.path(object, "spec", "groups", 0, "rules");
    }

    private static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>();
        rules().forEach(rule -> all.add((String) Chart.path(rule, "expr")));
        JsonNode dashboard = new ObjectMapper()
                .readTree(Chart.path(
                                Chart.render(Chart.valueSet("production")).get("ConfigMap", "ssvirt-dashboard"),
                                "data",
                                "ssvirt.json")
                        .toString());
        dashboard.findValues("expr").forEach(each -> all.add(each.asText()));
        return all;
    }

    /** Finds the names of metrics; what a histogram is read by is called as the histogram is. */
    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            names.add(metric.group().replaceFirst("_(bucket|sum|count)$", ""));
        }
        return names;
    }

    private static long count(String text, char letter) {
        return text.chars().filter(each -> each == letter).count();
    }
}
