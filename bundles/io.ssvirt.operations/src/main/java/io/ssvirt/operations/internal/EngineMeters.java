package io.ssvirt.operations.internal;

import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.metrics.api.Meters;
import io.ssvirt.model.Operation;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;

/** What the engine counts: the steps of carrying out an intent, and the ends of tasks. */
final class EngineMeters {

    private static final Logger LOG = LoggerFactory.getLogger(EngineMeters.class);
    private static final String ATTEMPT = "attempt";
    private static final String COMMIT = "commit";

    private final LongSupplier nanos;
    private final Meters.Timer steps;
    private final Meters.Counter tasks;

    EngineMeters(Meters meters, LongSupplier nanos) {
        this.nanos = nanos;
        this.steps = meters.timer(
                "ssvirt_step_duration_seconds",
                "Time that a step of carrying out an intent took.",
                "kind",
                "step",
                "outcome");
        this.tasks = meters.counter("ssvirt_tasks_total", "Tasks that ended in this process.", "operation", "outcome");
    }

    /** Makes an attempt and measures it. */
    Step attempt(Intent intent, Supplier<Step> attempt) {
        long began = nanos.getAsLong();
        String outcome = "error";
        try {
            Step step = attempt.get();
            outcome = step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return step;
        } finally {
            steps.took(nanos.getAsLong() - began, intent.operation().text(), ATTEMPT, outcome);
        }
    }

    /** Commits an end and measures it. */
    <T> T commit(Operation kind, Supplier<T> commit) {
        long began = nanos.getAsLong();
        try {
            return commit.get();
        } finally {
            steps.took(nanos.getAsLong() - began, kind.text(), COMMIT, "done");
        }
    }

    /** Counts a task that has ended, and leaves a line about it. */
    void ended(Intent intent, TaskStatus status) {
        LOG.info(
                "Task ended operation={} entity={} status={}",
                intent.operation().text(),
                intent.entity(),
                status);
        tasks.count(intent.operation().text(), status.name().toLowerCase(Locale.ROOT));
    }
}
