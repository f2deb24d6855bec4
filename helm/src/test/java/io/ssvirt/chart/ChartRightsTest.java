package io.ssvirt.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.ssvirt.chart.Chart.Rendered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The account of the chart may do what {@code docs/kubernetes-rbac.md} says, no less and no more. The tests of the provider make
 * all their calls with exactly that page's roles against a real API server, so equal rights mean that every call is covered.
 */
class ChartRightsTest {

    private static final Path PAGE = Path.of(System.getProperty("ssvirt.docs"), "kubernetes-rbac.md");

    @Test
    void theRenderedRolesGrantWhatTheProviderIsTestedWithAndNothingElse() {
        Set<String> documented = new TreeSet<>();
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Chart.read(PAGE));
        while (block.find()) {
            Chart.documents(block.group(1)).forEach(each -> documented.addAll(grants(each)));
        }

        assertThat(documented).hasSizeGreaterThan(30);
        assertThat(grants(Chart.render("cluster.vdcSubnet=10.0.0.0/16", "rbac.instancetypes=true")))
                .as("run build/chart-rbac after a change of docs/kubernetes-rbac.md")
                .isEqualTo(documented);
    }

    @Test
    void rightsForWhatIsNotConfiguredAreNotGranted() {
        assertThat(grants(Chart.render()))
                .noneMatch(each -> each.contains("k8s.ovn.org") || each.contains("instancetype.kubevirt.io"));
    }

    @Test
    void rulesForMoreKindsInTemplatesAreAddedAndOnlyThose() {
        Set<String> more = grants(Chart.render(Chart.valueSet("production")));
        more.removeAll(grants(Chart.render("cluster.vdcSubnet=10.0.0.0/16", "rbac.instancetypes=true")));

        assertThat(more).containsExactly("create apps/deployments", "delete apps/deployments", "list apps/deployments");
    }

    @Test
    void everyRoleIsBoundToTheAccountThatThePodRunsAs() {
        Rendered rendered = Chart.render();
        Object account = Chart.path(ChartTest.server(rendered), "spec", "template", "spec", "serviceAccountName");

        assertThat(rendered.all("ClusterRole")).hasSize(2);
        for (Map<String, Object> role : rendered.all("ClusterRole")) {
            Map<String, Object> binding = rendered.get("ClusterRoleBinding", Chart.name(role));
            assertThat(Chart.path(binding, "roleRef", "name")).isEqualTo(Chart.name(role));
            assertThat(Chart.path(binding, "subjects"))
                    .isEqualTo(
                            List.of(Map.of("kind", "ServiceAccount", "name", account, "namespace", Chart.NAMESPACE)));
        }
        assertThat(rendered.get("ServiceAccount", (String) account)).isNotNull();
    }

    @Test
    void theLeaseOfTheReplicasIsTheOnlyThingInTheOwnNamespace() {
        Rendered rendered = Chart.render();

        assertThat(rendered.all("Role")).hasSize(1);
        assertThat(Chart.path(rendered.all("Role").get(0), "rules"))
                .isEqualTo(List.of(Map.of(
                        "apiGroups", List.of("coordination.k8s.io"),
                        "resources", List.of("leases"),
                        "verbs", List.of("get", "create", "update"))));
        assertThat(Chart.read(PAGE)).contains("resources: [leases]\n    verbs: [get, create, update]");
        assertThat(rendered.all("RoleBinding")).hasSize(1);
    }

    @Test
    void nothingInTheRolesIsAWildcardAndSecretsAreNeverListed() {
        assertThat(grants(Chart.render()))
                .noneMatch(each -> each.contains("*"))
                .doesNotContain("list core/secrets", "watch core/secrets");
    }

    private static Set<String> grants(Rendered rendered) {
        Set<String> all = new TreeSet<>();
        rendered.all("ClusterRole").forEach(each -> all.addAll(grants(each)));
        return all;
    }

    /** Spells a role out, one grant for each verb on each resource. */
    private static Set<String> grants(Map<String, Object> role) {
        Set<String> all = new TreeSet<>();
        if (!"ClusterRole".equals(role.get("kind"))) {
            return all;
        }
        for (Object rule : list(role, "rules")) {
            for (Object group : list(rule, "apiGroups")) {
                for (Object resource : list(rule, "resources")) {
                    for (Object verb : list(rule, "verbs")) {
                        String where = group.equals("") ? "core" : group.toString();
                        all.add(verb + " " + where + "/" + resource + names(rule));
                    }
                }
            }
        }
        return all;
    }

    private static String names(Object rule) {
        List<Object> names = list(rule, "resourceNames");
        return names.isEmpty() ? "" : " " + names;
    }

    private static List<Object> list(Object tree, String key) {
        Object found = Chart.path(tree, key);
        return found == null ? List.of() : new ArrayList<>((List<?>) found);
    }
}
