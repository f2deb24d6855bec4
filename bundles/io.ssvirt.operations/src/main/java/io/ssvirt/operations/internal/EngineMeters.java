package io.ssvirt.operations.internal;

import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.MDC;

import io.ssvirt.metrics.api.Meters;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;

/** What the engine counts: the steps of carrying out an intent, and the ends of tasks. */
final class EngineMeters {

    private static final String ATTEMPT = "attempt";
    private static final String COMMIT = "commit";
    /** Keys of the log context. */
    private static final String TASK = "taskId";

    private static final String INTENT = "intentId";

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

    /** Makes an attempt and measures it; whatever is logged meanwhile says for which intent. */
    Step attempt(Intent intent, Supplier<Step> attempt) {
        long began = nanos.getAsLong();
        String outcome = "error";
        MDC.put(TASK, new Urn(EntityType.TASK, intent.id()).toString());
        MDC.put(INTENT, intent.id().toString());
        try {
            Step step = attempt.get();
            outcome = step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return step;
        } finally {
            MDC.remove(TASK);
            MDC.remove(INTENT);
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

    /** Counts a task that has ended. */
    void ended(Operation operation, TaskStatus status) {
        tasks.count(operation.text(), status.name().toLowerCase(Locale.ROOT));
    }
}
