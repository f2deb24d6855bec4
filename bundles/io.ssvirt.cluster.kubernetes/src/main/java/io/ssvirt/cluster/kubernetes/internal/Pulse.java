package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.Observations.Change;
import io.ssvirt.cluster.spi.Observations.Health;
import io.ssvirt.cluster.spi.Observations.State;

/** Asks the API server again and again whether it is there, keeps the watches going, and knows how the connection is. */
final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration WHILE_AWAY = Duration.ofSeconds(2);
    /** How often in a row the API server has to fail before it counts as away. */
    private static final int ENOUGH = 2;

    /** Without the right to this there is no work for us in a cluster. */
    private static final String ALWAYS_ALLOWED = "/api/v1/namespaces?limit=1";

    private final Connection connection;
    private final Watches watches;
    private final Announcer announcer;
    private final ScheduledExecutorService timer;
    private final Duration every;
    private final Clock clock;
    private volatile Instant lastHeard = Instant.EPOCH;
    private volatile String outage = "";
    private volatile boolean reached;
    private int silences;

    Pulse(
            Connection connection,
            Watches watches,
            Announcer announcer,
            ScheduledExecutorService timer,
            Duration every,
            Clock clock) {
        this.connection = connection;
        this.watches = watches;
        this.announcer = announcer;
        this.timer = timer;
        this.every = every;
        this.clock = clock;
    }

    /** Starts beating at once. */
    void start() {
        schedule(Duration.ZERO);
    }

    Health health() {
        if (!outage.isEmpty()) {
            return new Health(State.DEGRADED, outage, lastHeard);
        }
        String detail = watches.detail();
        if (reached && watches.isComplete()) {
            return new Health(State.READY, detail, lastHeard);
        }
        return new Health(State.SYNCING, detail.isEmpty() ? "reading what the cluster has" : detail, lastHeard);
    }

    // A worker loop: whatever happens in one beat, there has to be a next one, and somebody has to hear of it.
    @SuppressWarnings("IllegalCatch")
    private void beat() {
        try {
            if (connection.isOutdated()) {
                LOG.info("The files of the connection to the cluster have changed, connecting anew");
                watches.stop();
                connection.reset();
            }
            probe();
            came();
            watches.tend(connection.get());
        } catch (KubernetesClientException e) {
            left(e);
        } catch (RuntimeException unexpected) {
            left(new NotConfigured("the connection failed unexpectedly: " + unexpected));
        } finally {
            boolean calm = outage.isEmpty() && silences == 0;
            schedule(calm || every.compareTo(WHILE_AWAY) < 0 ? every : WHILE_AWAY);
        }
    }

    /** Any answer of the server itself is a sign of life, even if it does not let us ask this; not so where it lets us ask nothing. */
    private void probe() {
        Calls calls = new Calls(connection, Pace.UNLIMITED);
        try {
            calls.get("/readyz");
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403) {
                // One that has just started answers before it has read its roles, and would refuse what is allowed.
                calls.get(ALWAYS_ALLOWED);
            } else if (e.getCode() != 404) {
                throw e;
            }
        }
    }

    private void came() {
        lastHeard = clock.instant();
        silences = 0;
        boolean wasAway = !outage.isEmpty() || !reached;
        outage = "";
        reached = true;
        if (wasAway) {
            LOG.info("Cluster answers");
            announcer.announce(new Change.OfEverything());
        }
    }

    private void left(KubernetesClientException failure) {
        if (timer.isShutdown()) {
            return;
        }
        boolean answered = failure.getCode() > 0;
        boolean needsMore = failure.getCode() == 401 || failure instanceof NotConfigured;
        silences++;
        if (!needsMore && reached && outage.isEmpty() && silences < ENOUGH) {
            LOG.info("Cluster did not say that it is ready, asking again reason={}", Failures.words(failure));
            return;
        }
        String words = failure.getCode() == 401
                ? "the cluster does not accept our credentials (401)"
                : Failures.words(failure);
        if (!answered || needsMore) {
            // A watch may have died silently with the connection, and a living one would only try on its own: new ones
            // are certain. A server that answers ends its watches itself.
            watches.stop();
        }
        if (needsMore) {
            connection.reset();
        }
        if (!words.equals(outage)) {
            LOG.warn("Cluster cannot be used, trying again reason={}", words);
            outage = words;
            announcer.announce(new Change.OfEverything());
        }
    }

    private void schedule(Duration after) {
        try {
            timer.schedule(this::beat, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("No further look at the cluster");
        }
    }
}
