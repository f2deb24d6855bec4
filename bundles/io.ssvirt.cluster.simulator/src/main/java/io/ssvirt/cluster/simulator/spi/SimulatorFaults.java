package io.ssvirt.cluster.simulator.spi;

import java.time.Duration;

/** Decides what goes wrong with each call; a service of a test. Without one nothing does. */
@FunctionalInterface
public interface SimulatorFaults {

    /** Ways in which a call can end. */
    enum End {
        /** As it should. */
        NORMAL,
        /** The cluster could not be reached, nothing happened. */
        UNREACHABLE,
        /** It happened, but its answer was lost. */
        ANSWER_LOST,
        /** The cluster refused for want of rights. */
        FORBIDDEN
    }

    /** What becomes of one call. */
    record Fault(Duration latency, End end) {

        /** Nothing goes wrong. */
        public static final Fault NONE = new Fault(Duration.ZERO, End.NORMAL);
    }

    /**
     * Says what becomes of a call.
     *
     * @param call port and method, such as {@code spaces.ensure}
     */
    Fault next(String call);
}
