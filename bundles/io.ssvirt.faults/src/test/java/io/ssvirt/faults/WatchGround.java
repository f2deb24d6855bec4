package io.ssvirt.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.ssvirt.cluster.kubernetes.internal.RunningProvider;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Observations.State;

import static org.assertj.core.api.Assertions.assertThat;

/** The Kubernetes provider with its own lists and watches in front of an API server whose watches go wrong as planned. */
final class WatchGround implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<Change> heard = new CopyOnWriteArrayList<>();
    private WatchServer server;
    private RunningProvider running;

    /** Begins anew, with two namespaces that are seen. */
    WatchGround begin() {
        close();
        heard.clear();
        LogTap.installed().clear();
        server = new WatchServer();
        server.put("vdc-one", uid(1), false);
        server.put("vdc-two", uid(2), false);
        running = RunningProvider.on(server.url(), Optional.empty(), Duration.ofSeconds(5));
        observations().subscribe(heard::add);
        eventually().until(() -> observations().health().state() == State.READY);
        assertThat(observed()).isEqualTo(server.content());
        eventually().until(() -> server.watched().equals(server.listed()));
        return this;
    }

    static String uid(int number) {
        return new UUID(7, number).toString();
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(10));
    }

    WatchServer server() {
        return server;
    }

    Observations observations() {
        return running.provider().observations();
    }

    List<Change> heard() {
        return heard;
    }

    private Map<String, String> observed() {
        Map<String, String> all = new TreeMap<>();
        observations()
                .spaces()
                .forEach(space -> all.put(space.name().value(), space.uid() + " " + space.terminating()));
        return all;
    }

    /** What is known is what is there, everything is watched once, and what comes next is seen. */
    void settle() {
        eventually().untilAsserted(() -> assertThat(server.isThrough())
                .as("everything that was planned has happened")
                .isTrue());
        agree();
        server.put("vdc-next", uid(99), false);
        agree();
        eventually().untilAsserted(() -> assertThat(server.watched())
                .as("I8: each kind is watched once")
                .isEqualTo(server.listed()));
        assertThat(observations().health().state()).isEqualTo(State.READY);
        eventually().untilAsserted(() -> assertThat(heard).anyMatch(this::isAboutNext));
    }

    private boolean isAboutNext(Change change) {
        return change instanceof Change.OfSpace space && space.space().value().equals("vdc-next");
    }

    private void agree() {
        eventually().untilAsserted(() -> assertThat(observed())
                .as("what is observed of what is there")
                .isEqualTo(server.content()));
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            eventually()
                    .untilAsserted(() -> assertThat(threads()).as("I8: threads").isEmpty());
            server.close();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ssvirt-kubernetes"))
                .toList();
    }
}
