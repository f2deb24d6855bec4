package io.ssvirt.chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import com.marcnuri.helm.Helm;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands for kubectl and Helm that the pages show, in their blocks and in the text, on a real API server with the chart
 * installed: the pages {@code docs/admin/helm.md}, {@code docs/operations/alerts.md}, {@code docs/operations/upgrade.md} and
 * {@code docs/operations/troubleshooting.md}.
 */
class PageCommandsTest {

    private static final Path DOCS = Path.of(System.getProperty("ssvirt.docs"));
    private static final String NAMESPACE = "ssvirt";
    /** The last page removes the release. */
    private static final List<String> PAGES =
            List.of("operations/alerts.md", "operations/troubleshooting.md", "operations/upgrade.md", "admin/helm.md");

    /** What asks a pod that runs, and no kubelet is here to run one: the object that the command names must be there all the same. */
    private static final Pattern NEEDS_PODS =
            Pattern.compile("kubectl -n ssvirt (?:logs|exec -it|exec|rollout status) (\\S+).*");

    /** What waits until objects are gone: no controller is here to take the protection off a volume claim. */
    private static final Pattern DELETES = Pattern.compile("kubectl .*\\bdelete\\b.*");

    private static final Pattern BLOCK = Pattern.compile("(?m)^```sh by=helm/.*\n((?:(?!```).*\n)*)```");
    private static final Pattern IN_TEXT = Pattern.compile("`((?:kubectl|helm) [^`]+)`");

    private final List<String> run = new ArrayList<>();

    @Test
    void everyCommandForKubectlAndHelmWorks() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                ApiServer.assets().isPresent(), "no API server to test against: run build/kube-assets once");
        try (ApiServer server = new ApiServer(ApiServer.assets().get())) {
            Path kubeconfig = server.kubeconfig();
            Chart.helm()
                    .install()
                    .withName("ssvirt")
                    .withNamespace(NAMESPACE)
                    .createNamespace()
                    .withKubeConfig(kubeconfig)
                    .call();
            // What the running process would have made.
            server.client()
                    .resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withName("ssvirt-leader")
                            .withNamespace(NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
            for (String page : PAGES) {
                for (String command : commands(Chart.read(DOCS.resolve(page)))) {
                    if (command.startsWith("helm")) {
                        helm(command, kubeconfig);
                    } else {
                        kubectl(command, kubeconfig);
                    }
                }
            }
        }
        assertThat(run).hasSizeGreaterThan(12).anyMatch(each -> each.contains("delete pvc,secret"));
    }

    private static List<String> commands(String page) {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            found.addAll(block.group(1).lines().toList());
        }
        Matcher inText = IN_TEXT.matcher(page);
        while (inText.find()) {
            found.add(inText.group(1).replaceAll("\\s+", " "));
        }
        return found.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("curl "))
                .map(line -> line.replace("<name>", "default").replaceAll("<[a-z]+>", "x"))
                .toList();
    }

    private void kubectl(String command, Path kubeconfig) throws IOException, InterruptedException {
        assertThat(command).startsWith("kubectl ");
        Matcher pods = NEEDS_PODS.matcher(command);
        String possible = pods.matches()
                ? "kubectl -n ssvirt get " + pods.group(1).replaceFirst("^deploy/", "deployment/")
                : DELETES.matcher(command).matches() ? command + " --wait=false" : command;
        Path assets = ApiServer.assets().orElseThrow();
        ProcessBuilder shell = new ProcessBuilder("timeout", "60", "sh", "-c", possible).redirectErrorStream(true);
        shell.environment().put("PATH", assets + ":" + System.getenv("PATH"));
        shell.environment().put("KUBECONFIG", kubeconfig.toString());
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + " prints " + output).isZero();
        run.add(command);
    }

    /** There is no program of Helm here, so the library does what the command says; what installs is rendered by {@link DocumentsTest}. */
    private void helm(String command, Path kubeconfig) {
        switch (command) {
            case "helm -n ssvirt upgrade ssvirt helm/ssvirt --reuse-values" ->
                Chart.helm()
                        .upgrade()
                        .withName("ssvirt")
                        .withNamespace(NAMESPACE)
                        .reuseValues()
                        .withKubeConfig(kubeconfig)
                        .call();
            case "helm -n ssvirt uninstall ssvirt" ->
                Helm.uninstall("ssvirt")
                        .withNamespace(NAMESPACE)
                        .withKubeConfig(kubeconfig)
                        .call();
            case "helm -n ssvirt test ssvirt" ->
                assertThat(Chart.FOLDER.resolve("templates/tests/login.yaml"))
                        .as("the pod of the test, which only a kubelet runs")
                        .exists();
            default -> assertThat(command).matches("helm (install|rollback).*");
        }
        run.add(command);
    }
}
