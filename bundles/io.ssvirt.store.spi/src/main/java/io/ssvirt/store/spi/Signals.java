package io.ssvirt.store.spi;

/**
 * Short messages between everything that works on one database, in this process and in others.
 *
 * <p>A signal is sent by {@link Transaction#signal} and delivered after the commit, never before it and never without one: in the
 * process that commits before {@link Store#write} returns, in others within milliseconds. It tells that something changed and not
 * how, so a listener that gets one twice, or looks although nothing changed, does no harm.
 */
public interface Signals {

    /** Who waits for signals. Both methods must return soon, because others wait for them. */
    interface Listener {

        /** Something under a key changed; the change is committed and can be read. */
        void received(String key);

        /** Signals of other processes may have been lost, so that anything may have changed. */
        void mayHaveMissed();
    }

    /** Begins to listen to a topic; running what is returned ends it. */
    Runnable listen(String topic, Listener listener);

    /**
     * Tells whether a signal that another process sends now would arrive.
     *
     * <p>It turns false at most three seconds after the connection over which they arrive went silent; what was derived from the
     * database before is not to be trusted then. Where only one process can work on the database it is always true.
     */
    boolean isHeard();
}
