package io.ssvirt.operations.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.Leader;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.internal.Candidacy.Vote;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.spi.Lease;
import io.ssvirt.store.spi.LeaseRepository;
import io.ssvirt.store.spi.Store;

/**
 * Leads while it holds a lease in the database that all processes share, and the cluster has chosen no other.
 *
 * <p>A process that does not hear the cluster, because only its own way there is cut, learns from the database that another one was
 * chosen, and leaves leading to it: a leader without the cluster could do nothing for it.
 */
@Component(
        service = {Leadership.class, Leader.class},
        immediate = true,
        configurationPid = "io.ssvirt.operations.leadership")
@Designate(ocd = LeaseLeadership.Config.class)
public final class LeaseLeadership implements Leadership, Leader {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseLeadership.class);
    private static final String NAME = "leader";
    private static final String CHOSEN = "chosen-by-cluster";
    private static final int ASKS_IN_A_LEASE = 6;

    /** Limits of leading. */
    @ObjectClassDefinition(name = "SSVirt leadership")
    public @interface Config {

        @AttributeDefinition(description = "Silence after which another process leads, ISO-8601 duration.", min = "1")
        String lease() default "PT12S";
    }

    private final Store store;
    private final Clock clock;
    private final Duration lease;
    private final String holder;
    private final Candidacy candidacy;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-leader"));
    // A thread of its own, because the cluster may take longer to answer than the lease lasts.
    private final ScheduledExecutorService elections =
            Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-election"));
    private volatile Optional<Term> term = Optional.empty();

    /** Begins to ask for the lease. */
    @Activate
    public LeaseLeadership(
            @Reference Store store,
            @Reference ClusterGateway cluster,
            @Reference Clock clock,
            @Reference IdSource ids,
            Config config) {
        this.store = store;
        this.clock = clock;
        this.lease = Duration.parse(config.lease());
        this.holder = host() + "_" + ids.next();
        this.candidacy = new Candidacy(cluster, clock, holder, lease);
        long every = lease.dividedBy(ASKS_IN_A_LEASE).toMillis();
        elections.scheduleWithFixedDelay(new Recurring("election", candidacy::stand), 0, every, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(new Recurring("lease", this::ask), 0, every, TimeUnit.MILLISECONDS);
    }

    /** Lets another process lead. */
    @Deactivate
    public void close() throws InterruptedException {
        // Never interrupted: H2 closes its file when the thread that is at work on it is.
        timer.shutdown();
        elections.shutdownNow();
        timer.awaitTermination(5, TimeUnit.SECONDS);
        elections.awaitTermination(5, TimeUnit.SECONDS);
        if (isLeader()) {
            letGo();
            candidacy.resign();
        }
    }

    /**
     * Asks once; whoever hears nothing stops to lead when the lease has run out. One at a time: an ask that read the clock earlier
     * and came later would shorten what this process holds.
     */
    synchronized void ask() {
        Vote vote = candidacy.vote();
        if (vote == Vote.PASSED_OVER) {
            if (isLeader()) {
                LOG.info("Leadership given up, the cluster has chosen another holder={}", holder);
                letGo();
            }
            return;
        }
        Instant now = clock.instant();
        Instant until = now.plus(lease);
        Outcome<Optional<Long>> asked = store.write(tx -> Outcome.done(ask(tx.leases(), vote, now, until)));
        asked.fold(
                epoch -> {
                    Optional<Term> next = epoch.map(number -> new Term(holder, number, until));
                    if (next.isPresent() != term.isPresent()) {
                        LOG.info("Leadership changed leader={} holder={}", next.isPresent(), holder);
                    }
                    term = next;
                    return null;
                },
                error -> {
                    LOG.debug("Nobody can tell who leads reason={}", error.message());
                    return null;
                });
    }

    /** Tells the others that it was chosen, or learns that another was, and then asks for the lease. */
    private Optional<Long> ask(LeaseRepository leases, Vote vote, Instant now, Instant until) {
        if (vote == Vote.CHOSEN) {
            leases.acquire(CHOSEN, holder, now, until);
        } else if (leases.acquire(CHOSEN, holder, now, Instant.EPOCH).isEmpty()) {
            leases.release(NAME, holder);
            return Optional.empty();
        }
        return leases.acquire(NAME, holder, now, until);
    }

    private void letGo() {
        term = Optional.empty();
        store.write(tx -> {
            tx.leases().release(NAME, holder);
            tx.leases().release(CHOSEN, holder);
            return Outcome.done(true);
        });
    }

    /** In a cluster this is the name of the pod, so that whoever reads who leads knows where to look. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            LOG.debug("This host does not know its name", nameless);
            return "process";
        }
    }

    @Override
    public Outcome<Seen> seen() {
        return store.read(tx -> Outcome.done(tx.leases().find(NAME))).map(this::seen);
    }

    private Seen seen(Optional<Lease> lease) {
        Optional<Lease> held = lease.filter(one -> clock.instant().isBefore(one.until()));
        return new Seen(
                holder,
                isLeader(),
                held.map(Lease::holder),
                lease.map(Lease::epoch).orElse(0L),
                held.map(Lease::until));
    }

    @Override
    public Optional<Term> term() {
        return term.filter(held -> clock.instant().isBefore(held.until()));
    }
}
