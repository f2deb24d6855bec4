package io.ssvirt.store.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Lease;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Signals;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What signals promise within one process, on whatever database a subclass brings. */
abstract class SignalSuite {

    /** Keeps what it hears. */
    static final class Ear implements Signals.Listener {

        final List<String> keys = new CopyOnWriteArrayList<>();
        final List<String> gaps = new CopyOnWriteArrayList<>();

        @Override
        public void received(String key) {
            keys.add(key);
        }

        @Override
        public void mayHaveMissed() {
            gaps.add("gap");
        }
    }

    abstract Store store();

    static void write(Store store, Consumer<Transaction> work) {
        Outcome<Boolean> outcome = store.write(tx -> {
            work.accept(tx);
            return Outcome.done(true);
        });
        assertThat(outcome.refusal()).isEmpty();
    }

    Ear listening(String topic) {
        Ear ear = new Ear();
        store().signals().listen(topic, ear);
        return ear;
    }

    @Test
    void theOwnProcessHasHeardASignalWhenTheWriteReturns() {
        Ear ear = listening("users");

        write(store(), tx -> {
            tx.signal(new Signal("users", "alice"));
            tx.signal(new Signal("tasks", "other-topic"));
            assertThat(ear.keys).as("before the commit").isEmpty();
        });

        assertThat(ear.keys).containsExactly("alice");
    }

    @Test
    void everybodyReadsWhoHoldsALease() {
        Instant until = Instant.parse("2026-01-02T03:04:05Z");
        write(store(), tx -> {
            assertThat(tx.leases().find("read-by-all")).isEmpty();
            tx.leases().acquire("read-by-all", "a", until.minusSeconds(9), until);
        });

        write(store(), tx -> assertThat(tx.leases().find("read-by-all")).contains(new Lease("a", 1, until)));
        write(store(), tx -> tx.leases().release("read-by-all", "a"));
        write(store(), tx -> assertThat(tx.leases().find("read-by-all").map(Lease::until))
                .contains(Instant.EPOCH));
    }

    @Test
    void whatIsNotCommittedIsNotHeard() {
        Ear ear = listening("users");

        store().write(tx -> {
            tx.signal(new Signal("users", "alice"));
            return Outcome.refused(DomainError.notFound("changed my mind"));
        });

        assertThat(ear.keys).isEmpty();
    }

    @Test
    void whoEndedListeningHearsNothing() {
        Ear ear = new Ear();
        store().signals().listen("users", ear).run();

        write(store(), tx -> tx.signal(new Signal("users", "alice")));

        assertThat(ear.keys).isEmpty();
    }

    @Test
    void aListenerThatFailsHidesNothingFromTheOthersAndDoesNotUndoTheWrite() {
        Runnable end = store().signals().listen("users", new Signals.Listener() {
            @Override
            public void received(String key) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void mayHaveMissed() {
                throw new IllegalStateException("on purpose");
            }
        });
        Ear ear = listening("users");

        write(store(), tx -> tx.signal(new Signal("users", "alice")));
        end.run();

        assertThat(ear.keys).containsExactly("alice");
    }

    @Test
    void aReadingTransactionHasNoSignalToSend() {
        assertThatThrownBy(() -> store().read(tx -> {
                    tx.signal(new Signal("users", "alice"));
                    return Outcome.done(true);
                }))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aSignalIsMadeOfWords() {
        assertThatThrownBy(() -> new Signal("users", "a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Signal("users\n", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Signal("users", "a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
    }
}
