package io.ssvirt.itests;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.MainJob;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole path on the distribution as it is shipped, with a real API server as its cluster and no rights but the documented ones. */
final class KubernetesMainJobTest extends KubernetesRefusals {

    private static final int CHANGES = 50;

    @Test
    void theWholePathLeavesNothingInTheCluster() throws IOException {
        List<String> before = missingRights();

        new MainJob(system.administrator(), "acme").walk();

        assertThat(cluster.managed("v1", "Namespace")).doesNotContain("vdc-acme-dev");
        assertThat(cluster.managed("template.openshift.io/v1", "TemplateInstance"))
                .isEmpty();
        assertThat(cluster.managed("v1", "Secret")).isEmpty();
        assertThat(missingRights()).isEqualTo(before);
    }

    /** Other tests take rights away. */
    private List<String> missingRights() throws IOException {
        return system.log()
                .lines()
                .filter(line -> line.contains("Right missing"))
                .sorted()
                .toList();
    }

    @Test
    void readingAsksTheClusterNothing() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "readers");
        proxy.forget();

        for (int i = 0; i < 20; i++) {
            tenant.items();
            api.get(tenant.vdcs()).is(200);
            api.get(Api.CLOUD + "/vdcs/" + Api.segment(tenant.vdc()) + "/vapps").is(200);
        }

        assertThat(proxy.writes()).isEmpty();
        assertThat(proxy.reads()).allMatch(call -> call.target().equals("/readyz"));
        tenant.remove();
    }

    @Test
    void aVdcIsMadeChangedAndDisabledInTheCluster() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "changing");
        String path = tenant.vdcs() + "/" + Api.segment(tenant.vdc());
        String namespace = "vdc-changing-dev";
        assertThat(cluster.find("v1", "ResourceQuota", namespace, "vdc-quota")).isPresent();
        assertThat(cluster.find("v1", "ServiceAccount", namespace, "vdc-templates"))
                .isPresent();

        api.put(
                        path,
                        Map.of(
                                "isEnabled",
                                false,
                                "computeCapacity",
                                Map.of(
                                        "cpu", Map.of("allocated", 0, "limit", 2, "units", "cores"),
                                        "memory", Map.of("allocated", 0, "limit", 2048, "units", "MB"))))
                .is(200);

        assertThat(cluster.find("v1", "LimitRange", namespace, "vdc-limits")).isPresent();
        assertThat(cluster.find("v1", "Namespace", "", namespace).orElseThrow().toString())
                .contains("ssvirt.io/vdc-disabled=true");
        assertThat(cluster.find("v1", "ResourceQuota", namespace, "vdc-quota")
                        .orElseThrow()
                        .toString())
                .contains("limits.cpu=3", "limits.memory=3Gi", "count/virtualmachines.kubevirt.io=0");
        api.put(path, Map.of("isEnabled", true)).is(200);
        assertThat(cluster.find("v1", "Namespace", "", namespace).orElseThrow().toString())
                .doesNotContain("vdc-disabled");
        tenant.remove();
    }

    @Test
    void fiveThousandTemplatesArePagedWithoutACallOfTheCluster() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "pagers");
        String templates = "/apis/template.openshift.io/v1/namespaces/openshift/templates";
        String many = IntStream.range(0, 5000)
                .mapToObj(i ->
                        """
                        {"metadata":{"name":"many-%1$d","namespace":"openshift","uid":"%2$s","labels":{"template.kubevirt.io/version":
                        "v1"},"annotations":{"template.kubevirt.io/containerdisks":"x"}},"objects":[{"apiVersion":"kubevirt.io/v1","kind":
                        "VirtualMachine","spec":{"template":{"spec":{"domain":{"cpu":{"cores":2},"memory":{"guest":"1Gi"}}}}}}]}"""
                                .formatted(i, new UUID(5, i)))
                .collect(Collectors.joining(",", "{\"metadata\":{\"resourceVersion\":\"0\"},\"items\":[", "]}"));
        listedAnew(templates, Optional.of(new Fault.Answered(200, "application/json", many)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tenant.items().body().get("resultTotal").asInt() >= 5000);
        proxy.forget();

        Set<String> names = new HashSet<>();
        String path = Api.CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems?pageSize=100&page=";
        for (int page = 1; page <= 50; page++) {
            api.get(path + page)
                    .is(200)
                    .body()
                    .get("values")
                    .forEach(item -> names.add(item.get("name").asText()));
        }

        assertThat(names).hasSize(5000);
        assertThat(proxy.writes()).isEmpty();
        assertThat(proxy.reads()).allMatch(call -> call.target().equals("/readyz"));
        listedAnew(templates, Optional.empty());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tenant.items().body().get("resultTotal").asInt() < 1000);
        tenant.remove();
    }

    /** Breaks the watch of a path and lets the API server have forgotten where it stood; what is listed then may be made up. */
    private static void listedAnew(String path, Optional<Fault> list) {
        AtomicInteger watches = new AtomicInteger();
        AtomicBoolean listed = new AtomicBoolean();
        proxy.misbehave(call -> {
            if (!call.target().startsWith(path + "?")) {
                return Optional.empty();
            }
            if (call.isWatch()) {
                return switch (watches.incrementAndGet()) {
                    case 1 -> Optional.of(new Fault.Refused());
                    case 2 -> Optional.of(new Fault.Answered(410, "text/plain", "gone"));
                    default -> Optional.empty();
                };
            }
            listed.set(true);
            return list;
        });
        String name = cluster.names("template.openshift.io/v1", "Template", "openshift")
                .get(0);
        cluster.annotate(
                "template.openshift.io/v1",
                "Template",
                "openshift",
                name,
                "ssvirt.io/touched",
                UUID.randomUUID().toString());
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilTrue(listed);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> watches.get() >= 3);
        proxy.behave();
    }

    @Test
    void aChangeInTheClusterIsReadSoonAfterwards() throws IOException {
        Api api = system.administrator();
        Tenant tenant = new Tenant(api, "watchers");
        String item = tenant.items().text("/values/0/id");
        String vapp = api.post(
                        tenant.instantiate(),
                        Map.of("name", "seen", "powerOn", true, "catalogItem", Map.of("id", item)))
                .is(201)
                .id();
        String vm = tenant.awaitVApp(vapp, "DEPLOYED").text("/vms/0/id");
        tenant.awaitVm(vm, "POWERED_ON");
        String namespace = "vdc-watchers-dev";
        String machine =
                cluster.names("kubevirt.io/v1", "VirtualMachine", namespace).get(0);
        long[] took = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            String text = "change " + i;
            cluster.annotate("kubevirt.io/v1", "VirtualMachine", namespace, machine, "description", text);
            long written = System.nanoTime();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> api.get(Api.CLOUD + "/vms/" + Api.segment(vm))
                            .is(200)
                            .text("/description")
                            .equals(text));
            took[i] = (System.nanoTime() - written) / 1_000_000;
        }
        Arrays.sort(took);
        LoggerFactory.getLogger(KubernetesMainJobTest.class)
                .info(
                        "Change in the cluster to answer over HTTP: p50 {} ms, p99 {} ms",
                        took[CHANGES / 2],
                        took[CHANGES * 99 / 100]);
        tenant.deleteVApp(vapp);
        tenant.remove();
    }
}
