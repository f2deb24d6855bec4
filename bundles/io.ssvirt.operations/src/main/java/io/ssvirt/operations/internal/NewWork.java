package io.ssvirt.operations.internal;

import java.util.UUID;

import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Signals;

/** Hears what other transactions and other replicas ask of intents; what is missed is found by the poll. */
final class NewWork implements Signals.Listener {

    static final String TOPIC = "ssvirt.intents";

    private static final String BEGIN = "begin:";
    private static final String CANCEL = "cancel:";

    private final IntentEngine engine;

    NewWork(IntentEngine engine) {
        this.engine = engine;
    }

    /** An intent can be started. */
    static Signal begin(UUID intent) {
        return new Signal(TOPIC, BEGIN + intent);
    }

    /** An intent shall be taken back. */
    static Signal cancel(UUID intent) {
        return new Signal(TOPIC, CANCEL + intent);
    }

    @Override
    public void received(String key) {
        if (key.startsWith(BEGIN)) {
            engine.start(UUID.fromString(key.substring(BEGIN.length())));
        } else if (key.startsWith(CANCEL)) {
            engine.cancel(UUID.fromString(key.substring(CANCEL.length())));
        }
    }

    @Override
    public void mayHaveMissed() {
        engine.onPoll();
    }
}
