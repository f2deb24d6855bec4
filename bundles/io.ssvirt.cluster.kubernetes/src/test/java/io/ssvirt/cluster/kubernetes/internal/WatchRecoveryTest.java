package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.fabric8.kubernetes.client.KubernetesClient;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.KindWatch.Progress;
import io.ssvirt.cluster.spi.Labels;

import static org.assertj.core.api.Assertions.assertThat;

/** Watches whose connection or history is taken away, against a real API server behind a proxy that misbehaves. */
@ExtendWith(Testbed.Needed.class)
final class WatchRecoveryTest {

    private static final String LIST = "/api/v1/namespaces/openshift/configmaps?limit=500";

    private final String label = "test-" + UUID.randomUUID().toString().substring(0, 8);
    private final Kind configMaps = new Kind("", "v1", "ConfigMap", "configmaps", true);
    private final Api admin = Testbed.get().admin();
    private final ApiServerProxy proxy =
            new ApiServerProxy(Testbed.get().cluster().url());
    private final KubernetesClient client = Testbed.get().cluster().admin(proxy.url());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lists = new AtomicInteger();
    private final KindWatch watch = new KindWatch(
            new KindWatch.Scope(configMaps, Optional.of("openshift"), Optional.of("of=" + label)),
            new Sink() {
                @Override
                public void put(String key, Map<String, Object> object) {
                    seen.add(key);
                }

                @Override
                public void remove(String key) {
                    seen.remove(key);
                }

                @Override
                public void listed(Set<String> keys) {
                    seen.retainAll(keys);
                    lists.incrementAndGet();
                }
            },
            new KindWatch.Rhythm(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(50)),
            threads,
            () -> {});

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private void add(String name) {
        admin.create(
                configMaps,
                "openshift",
                Map.of("metadata", Map.of("name", label + "-" + name, "labels", Map.of("of", label, Labels.VDC, "x"))));
    }

    private void delete(String name) {
        Metadata there = Metadata.of(admin.get(configMaps.path("openshift", label + "-" + name)));
        admin.delete(configMaps, "openshift", there.name(), there.uid());
    }

    private void sees(String... names) {
        eventually().untilAsserted(() -> assertThat(seen)
                .containsExactlyInAnyOrder(Arrays.stream(names)
                        .map(name -> "openshift/" + label + "-" + name)
                        .toArray(String[]::new)));
    }

    @BeforeEach
    void begin() {
        add("one");
        watch.tend(client);
        sees("one");
        eventually().until(() -> watch.progress() == Progress.WATCHING);
    }

    @AfterEach
    void end() {
        watch.stop();
        client.close();
        threads.shutdownNow();
        proxy.close();
        admin.list(configMaps, "openshift", "of", label)
                .forEach(object -> admin.delete(
                        configMaps,
                        "openshift",
                        Metadata.of(object).name(),
                        Metadata.of(object).uid()));
    }

    @Test
    void aQuietWatchIsRenewedWithoutListingAgain() {
        proxy.forget();

        eventually()
                .until(() -> proxy.calls().stream()
                                .filter(ApiServerProxy.Call::isWatch)
                                .count()
                        >= 3);
        add("two");

        sees("one", "two");
        assertThat(lists).hasValue(1);
    }

    @Test
    void aWatchThatFallsSilentIsLeftAndNothingIsMissed() {
        AtomicBoolean silent = new AtomicBoolean(true);
        proxy.misbehave(call -> silent.get() && call.isWatch() ? Optional.of(new Fault.Stalled()) : Optional.empty());
        add("two");
        delete("one");

        eventually().until(() -> proxy.openCalls().size() > 1);
        silent.set(false);

        sees("two");
        assertThat(lists).hasValue(1);
    }

    @Test
    void aWatchThatBreaksInTheMiddleOfAnEventGoesOnWhereItStood() {
        AtomicBoolean broken = new AtomicBoolean();
        proxy.misbehave(call -> call.isWatch() && broken.compareAndSet(false, true)
                ? Optional.of(new Fault.Cut(40))
                : Optional.empty());
        add("two");
        add("three");

        sees("one", "two", "three");
        assertThat(broken).isTrue();
        assertThat(lists).hasValue(1);
    }

    @Test
    void whatTheApiServerHasForgottenIsListedAgain() {
        String expired =
                "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"message\":"
                        + "\"too old resource version: 1 (2)\"}}\n";
        AtomicInteger answered = new AtomicInteger();
        proxy.misbehave(call -> {
            if (!call.isWatch()) {
                return Optional.empty();
            }
            return switch (answered.incrementAndGet()) {
                case 1 -> Optional.of(new Fault.Answered(200, "application/json", expired));
                case 2 -> Optional.of(new Fault.Answered(410, "text/plain", "gone"));
                default -> Optional.empty();
            };
        });
        eventually().until(() -> answered.get() >= 3);
        delete("one");
        add("two");

        sees("two");
        assertThat(lists.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatAListFromLongAgoDidNotHaveIsSeenNevertheless() {
        AtomicBoolean lied = new AtomicBoolean();
        watch.stop();
        proxy.misbehave(call -> call.target().startsWith(LIST) && lied.compareAndSet(false, true)
                ? Optional.of(new Fault.Answered(
                        200, "application/json", "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}"))
                : Optional.empty());

        watch.tend(client);

        eventually().until(() -> lists.get() >= 2);
        sees("one");
    }

    @Test
    void aRightThatIsTakenAwayIsNamedAndTriedAgain() {
        String forbidden =
                "{\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\",\"message\":\"configmaps is forbidden: User"
                        + " \\\"u\\\" cannot list resource \\\"configmaps\\\" in API group \\\"\\\" in the namespace \\\"openshift\\\"\"}";
        proxy.misbehave(call -> Optional.of(new Fault.Answered(403, "application/json", forbidden)));

        eventually().untilAsserted(() -> assertThat(watch.detail())
                .isEqualTo("configmaps cannot be watched: SSVirt's account in the cluster lacks the right to list"
                        + " configmaps in namespace \"openshift\""));
        assertThat(watch.progress()).isEqualTo(Progress.CATCHING_UP);

        proxy.behave();
        add("two");
        watch.tend(client);
        sees("one", "two");
        assertThat(watch.detail()).isEmpty();
    }
}
