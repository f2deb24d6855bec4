package io.ssvirt.cluster.kubernetes.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Observations.Change.OfEverything;
import io.ssvirt.cluster.spi.Observations.Change.OfInstance;
import io.ssvirt.cluster.spi.Observations.Health;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.VirtualDisk;

import static org.assertj.core.api.Assertions.assertThat;

final class ObservedClusterTest {

    private static final UUID INSTANCE = UUID.fromString("1b5a3a4e-6a1e-4a56-8a5b-3d2f0f3b7c22");
    private static final OfInstance OF_WEB = new OfInstance(new NamespaceName("vdc-a"), "web");
    private static final String KEY = "vdc-a/web-1";

    private static final InstancetypeSizes SIZES =
            name -> name.equals("house") ? Optional.of(new InstancetypeSizes.Size(6, 12L << 30)) : Optional.empty();

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ObservedCluster observed = new ObservedCluster(
            new Announcer(thread), () -> new Health(State.READY, "", Instant.EPOCH), SIZES, new Discretion());
    private final List<Change> heard = new ArrayList<>();

    @BeforeEach
    void listen() throws InterruptedException {
        observed.subscribe(heard::add);
        heard();
    }

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    /** Returns what was announced since the last call, once all of it has been. */
    private List<Change> heard() throws InterruptedException {
        var done = new CountDownLatch(1);
        thread.execute(done::countDown);
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        List<Change> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    private static Map<String, Object> instance() {
        return Map.of("metadata", Map.of("name", "web", "namespace", "vdc-a", "uid", INSTANCE.toString()));
    }

    private static Map<String, Object> machine(String status, String version) {
        return Map.of(
                "metadata",
                Map.of(
                        "name", "web-1",
                        "namespace", "vdc-a",
                        "uid", "u-1",
                        "resourceVersion", version,
                        "labels", Map.of(Labels.INSTANCE_OWNER, INSTANCE.toString())),
                "status",
                Map.of("printableStatus", status));
    }

    @Test
    void aMachineSpeaksForItsInstance() throws InterruptedException {
        observed.instanceSink().put("vdc-a/web", instance());
        observed.machineSink().put(KEY, machine("Starting", "1"));
        observed.guestSink().put(KEY, Map.of("status", Map.of("nodeName", "node01")));

        assertThat(heard()).containsExactly(OF_WEB, OF_WEB, OF_WEB);
        assertThat(observed.machinesOf(INSTANCE))
                .extracting(ObservedMachine::node)
                .containsExactly("node01");
    }

    @Test
    void whatNobodyCanSeeIsNotAnnounced() throws InterruptedException {
        observed.instanceSink().put("vdc-a/web", instance());
        observed.machineSink().put(KEY, machine("Running", "1"));
        heard();

        observed.machineSink().put(KEY, machine("Running", "2"));

        assertThat(heard()).isEmpty();
    }

    @Test
    void aMachineThatOutlivesItsInstanceStillSpeaksForIt() throws InterruptedException {
        observed.instanceSink().put("vdc-a/web", instance());
        observed.machineSink().put(KEY, machine("Running", "1"));
        observed.instanceSink().remove("vdc-a/web");
        heard();

        observed.machineSink().remove(KEY);

        assertThat(heard()).containsExactly(OF_WEB);
        assertThat(observed.machinesOf(INSTANCE)).isEmpty();
    }

    @Test
    void aMachineIsAsBigAsItsInstancetypeAndItsClaimsUntilItsGuestTellsMore() throws InterruptedException {
        Map<String, Object> big = new HashMap<>(machine("Stopped", "1"));
        big.put(
                "spec",
                Map.of(
                        "instancetype", Map.of("name", "house"),
                        "template",
                                Map.of(
                                        "spec",
                                        Map.of(
                                                "volumes",
                                                List.of(Map.of(
                                                        "name",
                                                        "data",
                                                        "persistentVolumeClaim",
                                                        Map.of("claimName", "claim")))))));
        observed.instanceSink().put("vdc-a/web", instance());
        observed.machineSink().put(KEY, big);
        assertThat(only().disks()).containsExactly(new VirtualDisk("data", 0, ""));
        heard();

        observed.claimSink().put("vdc-b/claim", claim("99Gi"));
        observed.claimSink().put("vdc-a/claim", claim("5Gi"));

        assertThat(heard()).containsExactly(OF_WEB);
        assertThat(only().cpus()).isEqualTo(6);
        assertThat(only().memoryBytes()).isEqualTo(12L << 30);
        assertThat(only().disks()).containsExactly(new VirtualDisk("data", 5L << 30, "fast"));

        observed.guestSink()
                .put(
                        KEY,
                        Map.of(
                                "status",
                                Map.of(
                                        "volumeStatus",
                                        List.of(Map.of(
                                                "name",
                                                "data",
                                                "persistentVolumeClaimInfo",
                                                Map.of("capacity", Map.of("storage", "8Gi")))))));
        assertThat(only().disks()).containsExactly(new VirtualDisk("data", 8L << 30, "fast"));
    }

    private ObservedMachine only() {
        return observed.machinesOf(INSTANCE).get(0);
    }

    private static Map<String, Object> claim(String size) {
        return Map.of(
                "spec", Map.of("storageClassName", "fast", "resources", Map.of("requests", Map.of("storage", size))));
    }

    @Test
    void whatACompleteListNoLongerHasIsGone() throws InterruptedException {
        observed.instanceSink().put("vdc-a/web", instance());
        observed.machineSink().put(KEY, machine("Running", "1"));
        heard();

        observed.machineSink().listed(Set.of());

        assertThat(heard()).containsExactly(OF_WEB, new OfEverything());
        assertThat(observed.machinesOf(INSTANCE)).isEmpty();
        assertThat(observed.instances()).hasSize(1);
    }
}
