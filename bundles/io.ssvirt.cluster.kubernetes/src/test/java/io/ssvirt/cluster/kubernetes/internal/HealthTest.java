package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Call;
import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Observations.Health;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** What the provider makes of an API server that stumbles, seen from its health and from the lists that it asks for. */
@ExtendWith(Testbed.Needed.class)
final class HealthTest {

    private static final Fault NOT_READY = new Fault.Answered(500, "text/plain", "[-]etcd failed: reason withheld");

    private static final Fault FORBIDDEN = new Fault.Answered(
            403,
            "application/json",
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"code\":403,"
                    + "\"message\":\"forbidden: User \\\"ssvirt\\\" cannot get path \\\"/readyz\\\"\"}");

    private final ApiServerProxy proxy =
            new ApiServerProxy(Testbed.get().cluster().url());
    private final KubernetesProvider provider = Testbed.provider(Testbed.brisk(new Settings.Target(
            Optional.empty(),
            "",
            proxy.url(),
            Optional.of(Testbed.get().cluster().providerTokenFile()),
            Optional.empty())));
    private final List<State> states = new CopyOnWriteArrayList<>();

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    @BeforeEach
    void connect() {
        eventually().until(() -> health().state() == State.READY);
        eventually()
                .until(() -> proxy.openCalls().stream().filter(Call::isWatch).count() >= 7);
        provider.observations().subscribe(change -> states.add(health().state()));
        proxy.forget();
    }

    @AfterEach
    void end() {
        provider.close();
        proxy.close();
    }

    private Health health() {
        return provider.observations().health();
    }

    private static boolean isProbe(Call call) {
        return call.target().equals("/readyz");
    }

    private List<Call> lists() {
        return proxy.reads().stream()
                .filter(call -> call.target().contains("limit="))
                .toList();
    }

    private void probed(int times) {
        long before = proxy.calls().stream().filter(HealthTest::isProbe).count();
        eventually()
                .until(() -> proxy.calls().stream().filter(HealthTest::isProbe).count() >= before + times);
    }

    @Test
    void oneProbeThatFailsIsNoOutageAndListsNothingAgain() {
        AtomicInteger failed = new AtomicInteger();
        proxy.misbehave(
                call -> isProbe(call) && failed.incrementAndGet() == 1 ? Optional.of(NOT_READY) : Optional.empty());

        probed(4);

        assertThat(failed.get()).isGreaterThan(1);
        assertThat(states).doesNotContain(State.DEGRADED, State.SYNCING);
        assertThat(lists()).isEmpty();
    }

    @Test
    void aServerThatSaysForLongThatItIsNotReadyIsAwayButKeepsItsWatches() {
        proxy.misbehave(call -> isProbe(call) ? Optional.of(NOT_READY) : Optional.empty());
        eventually().until(() -> health().state() == State.DEGRADED);

        proxy.behave();
        eventually().until(() -> health().state() == State.READY);

        assertThat(lists()).isEmpty();
    }

    @Test
    void aServerThatHasNotReadItsRolesYetIsAway() {
        proxy.misbehave(call -> call.isWatch() ? Optional.empty() : Optional.of(FORBIDDEN));
        eventually().until(() -> health().state() == State.DEGRADED);
        assertThat(health().detail()).contains("/readyz");

        proxy.behave();
        eventually().until(() -> health().state() == State.READY);
    }

    @Test
    void aServerThatDoesNotLetUsAskWhetherItIsReadyIsThere() {
        proxy.misbehave(call -> isProbe(call) ? Optional.of(FORBIDDEN) : Optional.empty());

        probed(4);

        assertThat(states).doesNotContain(State.DEGRADED, State.SYNCING);
    }

    @Test
    void anAnswerThatIsNoObjectIsNoAnswer() {
        NamespaceName any = new NamespaceName("health-any");
        proxy.misbehave(call -> call.target().startsWith("/api/v1/namespaces") && !call.isWatch()
                ? Optional.of(new Fault.Answered(200, "application/json", "{\"metadata\":{}}"))
                : Optional.empty());

        assertThat(provider.spaces().observe(any)).isInstanceOf(ClusterResult.Unavailable.class);
        assertThat(provider.spaces()
                        .ensure(
                                new DesiredSpace(
                                        UUID.randomUUID(), any, Map.of(), Map.of(), Map.of("pods", "1"), false, false),
                                new OperationKey("broken")))
                .isInstanceOf(ClusterResult.Unavailable.class);
        assertThat(provider.spaces().remove(any, UUID.randomUUID(), new OperationKey("broken")))
                .isInstanceOf(ClusterResult.Unavailable.class);
    }

    @Test
    void afterASilenceEverythingIsListedOnce() {
        proxy.misbehave(call -> Optional.of(new Fault.Refused()));
        eventually().until(() -> health().state() == State.DEGRADED);

        proxy.behave();
        eventually().until(() -> health().state() == State.READY);

        assertThat(lists().stream().map(Call::target).filter(target -> target.contains("/virtualmachines?")))
                .hasSize(1);
    }
}
