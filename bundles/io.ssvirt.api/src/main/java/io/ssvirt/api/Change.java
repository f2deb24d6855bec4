package io.ssvirt.api;

import io.ssvirt.model.Task;

/**
 * A mutation that was accepted.
 *
 * @param entity the entity as it is now
 * @param task its task; while it has not ended, the entity is in a transitional state and the work goes on
 */
public record Change<T>(T entity, Task task) {

    /** Tells whether the work has ended, so that the entity is as asked. */
    public boolean isFinished() {
        return task.status().isFinal();
    }
}
