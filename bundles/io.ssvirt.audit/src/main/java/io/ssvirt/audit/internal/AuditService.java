package io.ssvirt.audit.internal;

import java.time.Clock;
import java.time.Duration;
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

import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Caller;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.store.spi.Store;

/**
 * Keeps the audit trail in the database, for as long as is configured.
 *
 * <p>An event is one insert in a transaction of its own, after what it tells about was committed or refused. Nothing waits in
 * memory, so nothing is lost when the process ends between two requests.
 */
@Component(configurationPid = "io.ssvirt.audit")
@Designate(ocd = AuditService.Config.class)
public final class AuditService implements AuditTrail {

    /** How long the trail is. */
    @ObjectClassDefinition(name = "SSVirt audit trail")
    public @interface Config {

        @AttributeDefinition(description = "How long an event is kept, ISO-8601 duration; PT0S keeps it for ever.")
        String retention() default "P90D";

        @AttributeDefinition(description = "How often older ones are looked for, ISO-8601 duration.", min = "1")
        String every() default "PT1H";
    }

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    private final Store store;
    private final Clock clock;
    private final Duration retention;
    private final ScheduledExecutorService sweeper;

    /** Takes what it works with, and begins to sweep. */
    @Activate
    public AuditService(@Reference Store store, @Reference Clock clock, Config config) {
        this(store, clock, Duration.parse(config.retention()));
        if (!retention.isZero()) {
            long every = Duration.parse(config.every()).toMillis();
            sweeper.scheduleWithFixedDelay(this::round, 0, every, TimeUnit.MILLISECONDS);
        }
    }

    /** Sweeps only when it is told to. */
    AuditService(Store store, Clock clock, Duration retention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
        this.sweeper = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ssvirt-audit-sweep"));
    }

    @Deactivate
    void stop() {
        // Never interrupted: H2 closes its file when the thread that is at work on it is.
        sweeper.shutdown();
    }

    @Override
    public void keep(AuditEvent event) {
        Outcome<Boolean> kept = store.write(tx -> {
            tx.audit().insert(event);
            return Outcome.done(true);
        });
        kept.refusal()
                .ifPresent(error -> LOG.warn(
                        "An audit event is in the log alone event={} reason=\"{}\"", event.id(), error.message()));
    }

    @Override
    public Outcome<Page<AuditEvent>> list(Caller caller, Query query) {
        return caller.having(Right.USER_MANAGE)
                .then(who -> store.read(tx -> Outcome.done(tx.audit().page(who.scope(), query))));
    }

    // A worker loop: its timer would leave out all later rounds.
    @SuppressWarnings("IllegalCatch")
    private void round() {
        try {
            sweep();
        } catch (RuntimeException unexpected) {
            LOG.error("Old audit events were not deleted, this is tried again", unexpected);
        }
    }

    /** Deletes what is older than it has to be kept. */
    void sweep() {
        Outcome<Integer> swept = store.write(
                tx -> Outcome.done(tx.audit().deleteBefore(clock.instant().minus(retention))));
        Optional<Integer> count = swept.fold(Optional::of, error -> Optional.empty());
        count.filter(gone -> gone > 0).ifPresent(gone -> LOG.info("Old audit events were deleted count={}", gone));
    }
}
