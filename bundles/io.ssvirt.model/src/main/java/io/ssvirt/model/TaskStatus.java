package io.ssvirt.model;

/** Status of a task; the last three end it, once and for all. */
public enum TaskStatus {
    QUEUED,
    RUNNING,
    SUCCESS,
    ERROR,
    ABORTED;

    /** Tells whether the task has ended. */
    public boolean isFinal() {
        return this == SUCCESS || this == ERROR || this == ABORTED;
    }
}
