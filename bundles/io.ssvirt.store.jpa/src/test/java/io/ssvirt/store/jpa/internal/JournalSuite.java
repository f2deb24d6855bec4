package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal.Entry;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** What workers may rely on, on whatever database a subclass brings. */
abstract class JournalSuite {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private Store store;

    abstract TestDatabase database();

    @BeforeEach
    void useTheStore() {
        store = database().store();
    }

    private <T> T write(Function<Transaction, T> work) {
        return store.write(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    private Entry accepted(Urn entity) {
        Entry entry = Samples.entry(entity, NOW);
        write(tx -> {
            tx.journal().insert(entry);
            return true;
        });
        return entry;
    }

    private Optional<Intent> claim(UUID id, String worker, Instant now) {
        return write(tx -> tx.journal().claim(id, worker, now, LEASE));
    }

    private List<UUID> due() {
        return write(tx -> tx.journal().due("a", NOW, 1000));
    }

    private boolean end(Intent intent) {
        return write(tx -> tx.journal().end(intent, TaskStatus.SUCCESS, "", Optional.empty(), NOW));
    }

    @Test
    void whatWasAcceptedIsDueAndCanBeClaimedOnce() {
        Entry entry = accepted(Samples.urn(EntityType.VDC));

        assertThat(due()).contains(entry.id());
        Intent intent = claim(entry.id(), "a", NOW).orElseThrow();
        assertThat(intent.desired()).isEqualTo(entry.desired());
        assertThat(intent.attempts()).isEqualTo(1);
        assertThat(claim(entry.id(), "b", NOW)).isEmpty();
        assertThat(due()).doesNotContain(entry.id());
    }

    @Test
    void aClaimThatRanOutGoesToAnotherAndTheFirstCanWriteNothingMore() {
        Entry entry = accepted(Samples.urn(EntityType.VDC));
        Intent paused = claim(entry.id(), "paused", NOW).orElseThrow();

        Intent taken = claim(entry.id(), "next", NOW.plus(LEASE).plusSeconds(1)).orElseThrow();

        assertThat(taken.epoch()).isGreaterThan(paused.epoch());
        assertThat(end(paused)).isFalse();
        boolean released = write(tx -> tx.journal().release(paused, NOW, ""));
        assertThat(released).isFalse();
        assertThat(end(taken)).isTrue();
    }

    @Test
    void anIntentEndsOnce() {
        Entry entry = accepted(Samples.urn(EntityType.VDC));
        Intent intent = claim(entry.id(), "a", NOW).orElseThrow();

        assertThat(end(intent)).isTrue();
        assertThat(end(intent)).isFalse();
        assertThat(claim(entry.id(), "a", NOW.plus(LEASE).plusSeconds(1))).isEmpty();
    }

    @Test
    void intentsOfOneEntityAreCarriedOutInTheirOrder() {
        Urn vdc = Samples.urn(EntityType.VDC);
        Entry first = accepted(vdc);
        Entry second = accepted(vdc);
        Entry elsewhere = accepted(Samples.urn(EntityType.VDC));

        assertThat(claim(second.id(), "a", NOW)).isEmpty();
        assertThat(claim(elsewhere.id(), "a", NOW)).isPresent();
        Intent intent = claim(first.id(), "a", NOW).orElseThrow();
        assertThat(claim(second.id(), "a", NOW)).isEmpty();
        end(intent);
        assertThat(claim(second.id(), "a", NOW)).isPresent();
    }

    @Test
    void whatIsPutBackWaitsForItsTime() {
        Entry entry = accepted(Samples.urn(EntityType.VDC));
        Intent intent = claim(entry.id(), "a", NOW).orElseThrow();

        write(tx -> tx.journal().release(intent, NOW.plusSeconds(5), "the cluster is away"));

        assertThat(claim(entry.id(), "a", NOW.plusSeconds(4))).isEmpty();
        assertThat(write(tx -> tx.journal().task(entry.id())).orElseThrow().details())
                .isEqualTo("the cluster is away");
        assertThat(claim(entry.id(), "a", NOW.plusSeconds(5)).orElseThrow().attempts())
                .isEqualTo(2);
    }

    @Test
    void aTaskTellsHowItEnded() {
        Entry entry = accepted(Samples.urn(EntityType.VDC));
        Intent intent = claim(entry.id(), "a", NOW).orElseThrow();
        DomainError error = DomainError.nameInUse("name", "taken");

        write(tx -> tx.journal().end(intent, TaskStatus.ERROR, "taken", Optional.of(error), NOW.plusSeconds(1)));

        Optional<Task> ended = write(tx -> tx.journal().task(entry.id()));
        assertThat(ended).hasValueSatisfying(task -> {
            assertThat(task.status()).isEqualTo(TaskStatus.ERROR);
            assertThat(task.error()).contains(error);
            assertThat(task.endedAt()).contains(NOW.plusSeconds(1));
            assertThat(task.owner()).isEqualTo(entry.entity());
        });
    }

    @Test
    void ofManyWorkersThatClaimAtOnceOneGetsIt() throws Exception {
        int workers = 4;
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            for (int round = 0; round < 25; round++) {
                Entry entry = accepted(Samples.urn(EntityType.VDC));
                CyclicBarrier together = new CyclicBarrier(workers);
                List<Callable<Boolean>> claims = new ArrayList<>();
                for (int i = 0; i < workers; i++) {
                    String worker = "w" + i;
                    claims.add(() -> {
                        together.await();
                        return claim(entry.id(), worker, NOW).isPresent();
                    });
                }
                int won = 0;
                for (Future<Boolean> claimed : pool.invokeAll(claims)) {
                    won += claimed.get() ? 1 : 0;
                }
                assertThat(won).as("workers that got intent %s", entry.id()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anEarlierIntentThatShowsUpLateWaitsForTheOneThatRuns() {
        Urn vdc = Samples.urn(EntityType.VDC);
        Entry early = Samples.entry(vdc, NOW);
        List<Intent> running = new ArrayList<>();
        write(tx -> {
            tx.journal().insert(early);
            running.add(claim(accepted(vdc).id(), "a", NOW).orElseThrow()); // in a transaction of its own
            return true;
        });

        assertThat(due()).doesNotContain(early.id());
        assertThat(claim(early.id(), "b", NOW)).isEmpty();
        end(running.get(0));
        assertThat(due()).contains(early.id());
        assertThat(claim(early.id(), "b", NOW)).isPresent();
    }

    @Test
    void aTransactionSeesWhatItDidToTheJournalItself() {
        Entry entry = Samples.entry(Samples.urn(EntityType.VDC), NOW);

        write(tx -> {
            tx.journal().insert(entry);
            assertThat(tx.journal().task(entry.id()).orElseThrow().status()).isEqualTo(TaskStatus.QUEUED);
            Intent intent = tx.journal().claim(entry.id(), "a", NOW, LEASE).orElseThrow();
            assertThat(intent.epoch()).isEqualTo(1);
            assertThat(tx.journal().task(entry.id()).orElseThrow().status()).isEqualTo(TaskStatus.RUNNING);
            tx.journal().end(intent, TaskStatus.SUCCESS, "", Optional.empty(), NOW);
            assertThat(tx.journal().task(entry.id()).orElseThrow().status()).isEqualTo(TaskStatus.SUCCESS);
            return true;
        });
    }

    @Test
    void whatIsDueComesInTheOrderOfAcceptance() {
        List<UUID> accepted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            accepted.add(accepted(Samples.urn(EntityType.VDC)).id());
        }

        List<UUID> due = new ArrayList<>(due());
        due.retainAll(accepted);
        assertThat(due).isEqualTo(accepted);
        List<UUID> firstTwo = write(tx -> tx.journal().due("a", NOW, 2));
        assertThat(firstTwo).hasSize(2);
        List<Intent> unfinished = write(tx -> tx.journal().unfinished());
        assertThat(unfinished).extracting(Intent::id).containsSubsequence(accepted);
    }
}
