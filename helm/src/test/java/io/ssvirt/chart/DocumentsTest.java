package io.ssvirt.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documentation says about the chart, and where its links lead. */
class DocumentsTest {

    private static final Path DOCS = Path.of(System.getProperty("ssvirt.docs")).normalize();
    private static final Pattern SETTING = Pattern.compile("--set ([^ =]+=[^ ]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#: ]+)(#[^)]*)?\\)");

    static List<String> installations() throws IOException {
        return Chart.read(DOCS.resolve("admin/helm.md"))
                .lines()
                .filter(line -> line.startsWith("helm install "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyInstallationInTheDocumentationIsPossible(String command) {
        List<String> settings = new ArrayList<>();
        Matcher setting = SETTING.matcher(command);
        while (setting.find()) {
            settings.add(setting.group(1));
        }

        assertThat(settings).isNotEmpty();
        assertThat(Chart.render(settings.toArray(String[]::new)).all("Deployment"))
                .hasSize(1);
    }

    @Test
    void theNamesInTheDocumentationAreThoseOfTheChart() {
        String page = Chart.read(DOCS.resolve("admin/helm.md"));

        Chart.render().objects().forEach(each -> {
            if (!each.get("kind").equals("Pod") && !Chart.name(each).startsWith(Chart.NAMESPACE)) {
                assertThat(page).contains("`" + Chart.name(each) + "`");
            }
        });
    }

    @Test
    void everyLinkLeadsToAFileThatIsThere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Chart.read(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(DOCS.getParent().relativize(page) + " -> " + link.group(1));
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void theTestsThatShowCompatibilityExist() throws IOException {
        List<String> tests = new ArrayList<>();
        Matcher named = Pattern.compile("`(\\w+Test)`").matcher(Chart.read(DOCS.resolve("api/compatibility.md")));
        while (named.find()) {
            tests.add(named.group(1) + ".java");
        }
        List<String> sources;
        try (Stream<Path> files = Files.walk(DOCS.getParent().resolve("bundles"));
                Stream<Path> own = Files.walk(Chart.FOLDER.resolveSibling("src"))) {
            sources = Stream.concat(files, own)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .toList();
        }

        assertThat(tests).hasSizeGreaterThan(20);
        assertThat(sources).containsAll(tests);
    }

    private static List<Path> pages() throws IOException {
        Path root = DOCS.getParent();
        List<Path> pages = new ArrayList<>(List.of(root.resolve("helm/ssvirt/README.md")));
        try (Stream<Path> top = Files.list(root);
                Stream<Path> below = Files.walk(DOCS)) {
            Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(pages::add);
        }
        return pages;
    }
}
