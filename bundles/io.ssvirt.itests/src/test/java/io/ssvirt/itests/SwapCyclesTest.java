package io.ssvirt.itests;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Figure;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** Exchanges of the cluster's bundle under load lose nothing, double nothing and leave nothing behind. */
public class SwapCyclesTest extends RunningSystem {

    private static final String BUNDLE = "io.ssvirt.cluster.simulator";
    private static final int CYCLES = 100;
    private static final int CLIENTS = 16;
    private static final int VDCS = 48;
    private static final int READS_TO_COMPARE = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MEGABYTE = 1 << 20;

    @Inject
    private BundleContext context;

    @Test
    public void nothingIsLostDoubledOrLeftBehind() throws Exception {
        Api api = administrator();
        Tenant tenant = new Tenant(api, "cycles");
        List<String> paths = List.of(
                CLOUD + "/orgs",
                CLOUD + "/vdcs",
                CLOUD + "/tasks",
                CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems");
        double calm = calmly(api, paths);
        int threads = Thread.activeCount();
        long heap = heapInUse();

        List<WeakReference<ClassLoader>> exchanged = new ArrayList<>();
        Queue made = new Queue();
        double swapping;
        int reads;
        List<Long> untilReady = new ArrayList<>();
        try (Readers readers = new Readers(api, CLIENTS, paths)) {
            Writer writer = new Writer(api, tenant, made);
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                exchanged.add(new WeakReference<>(loader()));
                long begun = System.nanoTime();
                (cycle % 2 == 0 ? BundleMove.RESTART : BundleMove.REFRESH).on(context, BUNDLE);
                awaitCluster();
                untilReady.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            }
            writer.end();
            readers.closeWithoutFailures();
            swapping = readers.percentile(0.99);
            reads = readers.count();
        }

        new Tasks(api).awaitEnds(PATIENCE);
        everyVdcHasOneNamespace(api, tenant, made);
        Figure.keep(
                "reads that failed, tasks that were lost, namespaces that were doubled, in " + CYCLES
                        + " exchanges under load",
                "0",
                "0 of " + reads + " reads and " + made.size() + " VDCs");
        Figure.ratio("p99 of a read during them, with " + CLIENTS + " clients", "≤ 1.5 ×", swapping, calm);
        Figure.times("READY again after each", "≤ 3 s and the relist", untilReady);
        awaitBase(exchanged, threads, heap);
    }

    private static double calmly(Api api, List<String> paths) {
        try (Readers warm = new Readers(api, CLIENTS, paths)) {
            Awaitility.await().atMost(PATIENCE).until(() -> warm.count() > READS_TO_COMPARE);
        }
        try (Readers readers = new Readers(api, CLIENTS, paths)) {
            Awaitility.await().atMost(PATIENCE).until(() -> readers.count() > READS_TO_COMPARE);
            readers.closeWithoutFailures();
            return readers.percentile(0.99);
        }
    }

    private void everyVdcHasOneNamespace(Api api, Tenant tenant, Queue made) {
        assertThat(made).as("VDCs that were accepted").isNotEmpty();
        Set<String> namespaces = new HashSet<>();
        ServiceReference<ClusterProvider> reference = context.getServiceReference(ClusterProvider.class);
        context.getService(reference).observations().spaces().forEach(space -> assertThat(
                        namespaces.add(space.vdcId().orElseThrow().toString()))
                .as("a second namespace for one VDC: %s", space)
                .isTrue());
        context.ungetService(reference);
        made.parallelStream().forEach(vdc -> {
            api.get(tenant.vdcs() + "/" + Api.segment(vdc)).is(200);
            assertThat(namespaces).contains(vdc.substring(vdc.lastIndexOf(':') + 1));
            assertThat(api.delete(tenant.vdcs() + "/" + Api.segment(vdc)).status())
                    .isIn(202, 204);
        });
        new Tasks(api).awaitEnds(PATIENCE);
        tenant.remove();
    }

    /** Waits until the loaders of exchanged bundles, the threads and the heap are what they were before. */
    private void awaitBase(List<WeakReference<ClassLoader>> exchanged, int threads, long heap) {
        ClassLoader present = loader();
        Awaitility.await("class loaders, threads and heap return to base")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    long used = heapInUse();
                    assertThat(exchanged.stream()
                                    .map(WeakReference::get)
                                    .filter(old -> old != null && old != present)
                                    .distinct()
                                    .count())
                            .as("class loaders of exchanged bundles that are still there")
                            .isZero();
                    assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads + 4);
                    assertThat(used / MEGABYTE).as("heap in MB").isLessThanOrEqualTo(heap / MEGABYTE + 16);
                });
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private ClassLoader loader() {
        return BundleMove.find(context, BUNDLE).adapt(BundleWiring.class).getClassLoader();
    }

    private void awaitCluster() {
        Awaitility.await("the cluster is back")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> "ready".equals(api().get("/readyz").text("/services/k8s")));
    }

    /** Ids of what was accepted. */
    private static final class Queue extends ConcurrentLinkedQueue<String> {
        private static final long serialVersionUID = 1L;
    }

    /** A client that creates VDCs one after the other; each must be accepted. */
    private static final class Writer {

        private final Thread thread;
        private volatile boolean ended;
        private volatile Answer refused;

        Writer(Api api, Tenant tenant, Queue made) {
            thread = new Thread(() -> {
                for (int i = 0; i < VDCS && !ended; i++) {
                    Answer answer = api.post(tenant.vdcs(), Map.of("name", "v" + i, "allocationModel", "Flex"));
                    if (answer.status() / 100 == 2) {
                        made.add(answer.id());
                    } else {
                        refused = answer;
                    }
                }
            });
            thread.start();
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
            assertThat(refused).as("a VDC that was refused").isNull();
        }
    }
}
