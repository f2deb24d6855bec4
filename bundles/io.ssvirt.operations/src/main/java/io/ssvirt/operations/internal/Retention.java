package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.spi.Store;

/** Deletes finished tasks, and tombstones of entities that are gone, when nobody needs them any more. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ssvirt.operations.retention")
@Designate(ocd = Retention.Config.class)
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** How long what is kept. */
    @ObjectClassDefinition(name = "SSVirt retention")
    public @interface Config {

        @AttributeDefinition(description = "How long finished tasks are shown, ISO-8601 duration.")
        String tasks() default "P30D";

        @AttributeDefinition(
                description =
                        "How long a removed entity is remembered, so that the sweep may remove what is left of it.")
        String tombstones() default "P180D";

        @AttributeDefinition(description = "How often it is looked at, ISO-8601 duration.", min = "1")
        String every() default "PT1H";
    }

    private final Store store;
    private final Leadership leadership;
    private final Clock clock;
    private final Duration tasks;
    private final Duration tombstones;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.named("ssvirt-retention"));

    /** Begins; the leader alone deletes. */
    @Activate
    public Retention(@Reference Store store, @Reference Leadership leadership, @Reference Clock clock, Config config) {
        this.store = store;
        this.leadership = leadership;
        this.clock = clock;
        this.tasks = Duration.parse(config.tasks());
        this.tombstones = Duration.parse(config.tombstones());
        long every = Duration.parse(config.every()).toMillis();
        timer.scheduleWithFixedDelay(new Recurring("retention", this::purge), every, every, TimeUnit.MILLISECONDS);
    }

    /** Stops. */
    @Deactivate
    public void close() {
        // Never interrupted: H2 closes its file when the thread that is at work on it is.
        timer.shutdown();
    }

    /** Deletes what is due, if this process leads. */
    void purge() {
        if (!leadership.isLeader()) {
            return;
        }
        Instant now = clock.instant();
        Outcome<Integer> purged = store.write(tx -> {
            int ended = tx.journal().purge(now.minus(tasks));
            int removed = tx.removed().purge(now.minus(tombstones));
            return Outcome.done(ended + removed);
        });
        purged.fold(
                rows -> {
                    LOG.debug("Rows that nobody needs any more were deleted rows={}", rows);
                    return null;
                },
                error -> {
                    LOG.warn("Finished tasks could not be deleted reason={}", error.message());
                    return null;
                });
    }
}
