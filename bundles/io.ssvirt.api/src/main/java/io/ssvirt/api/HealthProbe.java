package io.ssvirt.api;

/**
 * One thing to look at when somebody asks how the server is.
 *
 * <p>A service of the part that knows; whoever adds a part adds its probe with it. {@link SystemHealth} asks all of them.
 */
@FunctionalInterface
public interface HealthProbe {

    /** How a thing is. */
    enum Status {
        OK,
        /** Something does not work; what does not need it goes on. */
        DEGRADED,
        /** The server must not get work. */
        FAILED
    }

    /**
     * What was found.
     *
     * @param name one word that stays the same
     * @param detail for an administrator: what is wrong and what to do, in one line; never a secret
     */
    record Finding(String name, Status status, String detail) {}

    /** Returns the name of what it finds; a probe that takes its time to look says it without looking. */
    default String name() {
        return look().name();
    }

    /** Looks now; it answers within a few seconds and does not throw. */
    Finding look();
}
