package io.ssvirt.store.jpa.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Signals.Listener;

/** Hands signals to whoever listens within this process. */
final class SignalHub {

    private static final Logger LOG = LoggerFactory.getLogger(SignalHub.class);

    private record Registered(String topic, Listener listener) {}

    private final List<Registered> listeners = new CopyOnWriteArrayList<>();

    Runnable listen(String topic, Listener listener) {
        Registered registered = new Registered(topic, listener);
        listeners.add(registered);
        return () -> listeners.remove(registered);
    }

    void deliver(List<Signal> signals) {
        for (Signal signal : signals) {
            listeners.stream()
                    .filter(registered -> registered.topic().equals(signal.topic()))
                    .forEach(registered -> tell(registered, listener -> listener.received(signal.key())));
        }
    }

    void mayHaveMissed() {
        listeners.forEach(registered -> tell(registered, Listener::mayHaveMissed));
    }

    /** What is told is committed, so a listener that fails must not make it look as if it were not. */
    @SuppressWarnings("IllegalCatch")
    private static void tell(Registered registered, Consumer<Listener> message) {
        try {
            message.accept(registered.listener());
        } catch (RuntimeException bug) {
            LOG.error("A listener failed topic={}", registered.topic(), bug);
        }
    }
}
