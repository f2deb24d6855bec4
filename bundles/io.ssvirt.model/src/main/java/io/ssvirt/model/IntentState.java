package io.ssvirt.model;

/** State of an intent; it moves only forward, but for going back to the queue to be tried again. */
public enum IntentState {
    /** Waits for its turn or its time. */
    QUEUED,
    /** A worker has claimed it until a given time. */
    CLAIMED,
    /** Ended; its task tells how. */
    ENDED
}
