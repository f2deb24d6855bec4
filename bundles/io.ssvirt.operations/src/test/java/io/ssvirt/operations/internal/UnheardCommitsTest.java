package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.operations.internal.LostCommits.Next;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Commits that gave no answer lose nothing and double nothing. */
class UnheardCommitsTest extends ScriptedJournal {

    @Test
    void anAcceptedIntentWhoseCommitGaveNoAnswerIsCarriedOutOnceAndAnswered() {
        AtomicInteger attempts = new AtomicInteger();
        handle(intent -> {
            attempts.incrementAndGet();
            return finished();
        });
        store.lose(0, Next.COMMITTED_UNHEARD);

        Task task = done(carryOut(Operation.VDC_CREATE, vdc(), "dev"));

        assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(task(task.id()).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anIntentThatWasNotCommittedIsRefusedAndNothingIsLeft() {
        handle(intent -> finished());
        store.lose(0, Next.NOT_COMMITTED);

        assertThat(carryOut(Operation.VDC_CREATE, vdc(), "dev").refusal().map(DomainError::code))
                .contains("UNAVAILABLE");

        assertThat(unfinished()).isZero();
        assertThat(done(store.read(tx -> Outcome.done(tx.journal().tasks(Optional.empty(), Query.page(1, 5)))))
                        .total())
                .isZero();
    }

    @Test
    void anEndWhoseCommitGaveNoAnswerIsAnsweredAsItWasStored() {
        DomainError full = DomainError.refused("QUOTA_EXCEEDED", "full");
        AtomicInteger attempts = new AtomicInteger();
        handle(intent -> attempts.incrementAndGet() == 1 ? new Step.Refused(full, tx -> {}) : finished());
        store.lose(1, Next.COMMITTED_UNHEARD);

        assertThat(carryOut(Operation.VDC_CREATE, vdc(), "dev").refusal().map(DomainError::code))
                .contains("QUOTA_EXCEEDED");
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsPromisedAndTheTaskIsNamed() {
        handle(intent -> finished());
        Function<Transaction, Outcome<Request>> accept = tx -> {
            store.lose(0, Next.AWAY);
            return Outcome.done(new Request(Operation.VDC_CREATE, vdc(), "dev", ACME, SOMEBODY, Map.of()));
        };
        LostCommits unheard = store;
        unheard.lose(0, Next.COMMITTED_UNHEARD);

        DomainError error = operations
                .journal()
                .carryOut(accept, Optional.of(SecretValues.of(Map.of("PASSWORD", "hush"))))
                .refusal()
                .orElseThrow();

        assertThat(error.message()).contains("urn:vcloud:task:").doesNotContain("hush");
        store.lose(0, Next.ANSWERED);
        await().atMost(Duration.ofSeconds(10)).until(() -> unfinished() == 0);
    }
}
