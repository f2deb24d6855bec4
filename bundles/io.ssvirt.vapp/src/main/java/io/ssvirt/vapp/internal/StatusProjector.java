package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Observations.Change.OfInstance;
import io.ssvirt.cluster.spi.Observations.Subscription;
import io.ssvirt.model.DomainError;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.Store;

/** Hears of changes in the cluster and has the rows of the vApps concerned brought up to date, each at most once at a time. */
@Component(
        service = {},
        immediate = true)
public final class StatusProjector implements ClusterGateway.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(StatusProjector.class);
    private static final long RETRY_MILLIS = 1000;

    private final ClusterGateway cluster;
    private final InstanceMirror mirror;
    private final Set<OfInstance> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService worker;
    private final Subscription subscription;

    /** Starts with everything that the cluster has. */
    @Activate
    public StatusProjector(@Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock) {
        this(store, cluster, clock, Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ssvirt-status");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** Starts on a thread that is given; it ends with this. */
    StatusProjector(Store store, ClusterGateway cluster, Clock clock, ScheduledExecutorService worker) {
        this.cluster = cluster;
        this.worker = worker;
        this.mirror = new InstanceMirror(store, cluster, clock);
        this.subscription = cluster.listen(this);
        changed(new Change.OfEverything());
    }

    /** Stops; what was waiting is looked at anew at the next start. */
    @Deactivate
    public void close() throws InterruptedException {
        subscription.close();
        worker.shutdownNow();
        worker.awaitTermination(5, TimeUnit.SECONDS);
    }

    @Override
    public void changed(Change change) {
        try {
            if (change instanceof OfInstance one) {
                enqueue(one);
            } else if (change instanceof Change.OfEverything) {
                worker.execute(this::enqueueAll);
            }
        } catch (RejectedExecutionException stopped) {
            LOG.debug("A change came after the end change={}", change);
        }
    }

    private void enqueueAll() {
        cluster.look(observations -> observations.instances().stream()
                        .map(instance -> new OfInstance(instance.space(), instance.name()))
                        .toList())
                .ifPresent(all -> all.forEach(this::enqueue));
    }

    private void enqueue(OfInstance one) {
        if (waiting.add(one)) {
            worker.execute(() -> project(one));
        }
    }

    // The worker loop of observations: a bug with one vApp must not stop the status of all others.
    @SuppressWarnings("IllegalCatch")
    private void project(OfInstance one) {
        waiting.remove(one);
        try {
            mirror.mirror(one).refusal().ifPresent(error -> tryLater(one, error));
        } catch (RuntimeException bug) {
            LOG.error("Status not brought up to date space={} instance={}", one.space(), one.name(), bug);
        }
    }

    private void tryLater(OfInstance one, DomainError error) {
        LOG.warn(
                "Status not brought up to date space={} instance={} reason={}",
                one.space(),
                one.name(),
                error.message());
        worker.schedule(() -> enqueue(one), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
}
