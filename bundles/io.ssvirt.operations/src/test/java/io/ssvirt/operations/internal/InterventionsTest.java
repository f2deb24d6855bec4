package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.operations.spi.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Queues, cancelling and giving up. */
class InterventionsTest extends ScriptedJournal {

    @Test
    void whatHasNotBegunIsWithdrawnAtOnceAndWhoWaitsForItIsTold() throws Exception {
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        handle(intent -> go.isDone() ? finished() : new Step.Again("the cluster", SHORT));
        Urn vdc = vdc();
        CompletableFuture<Outcome<Task>> first = begin(Operation.VDC_UPDATE, vdc, "first");
        await().until(() -> pending("first").attempts() == 1);
        CompletableFuture<Outcome<Task>> second = begin(Operation.VDC_UPDATE, vdc, "second");
        Urn waiting = pending("second").task();

        Task cancelled = done(operations.intents().cancel(waiting.id()));

        assertThat(cancelled.status()).isEqualTo(TaskStatus.ABORTED);
        assertThat(second.get(2, TimeUnit.SECONDS).refusal().orElseThrow().code())
                .isEqualTo("CANCELLED");
        assertThat(log).containsExactly("withdrawn second");
        go.complete(true);
        assertThat(done(first.get(3, TimeUnit.SECONDS)).status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void whatHasBegunIsTakenBackWhenItCanBe() throws Exception {
        handle(intent -> {
            if (intent.cancelled()) {
                return new Step.Refused(Step.cancelled(), tx -> log.add("taken back"));
            }
            return new Step.Again("the cluster", SHORT);
        });
        CompletableFuture<Outcome<Task>> create = begin(Operation.VDC_CREATE, vdc(), "dev");
        Urn task = pending("dev").task();

        assertThat(done(operations.intents().cancel(task.id())).status()).isEqualTo(TaskStatus.ABORTED);

        assertThat(log).containsExactly("taken back");
        assertThat(create.get(2, TimeUnit.SECONDS).refusal()).contains(Step.cancelled());
    }

    @Test
    void whatCannotBeTakenBackSaysSoAndGoesOn() throws Exception {
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        handle(intent -> go.isDone() ? finished() : new Step.Again("the cluster", SHORT));
        CompletableFuture<Outcome<Task>> update = begin(Operation.VDC_UPDATE, vdc(), "dev");
        Urn task = pending("dev").task();

        assertThat(operations
                        .intents()
                        .cancel(task.id())
                        .refusal()
                        .orElseThrow()
                        .message())
                .contains("can no longer be cancelled")
                .contains("vdcUpdateVdc");

        go.complete(true);
        assertThat(done(update.get(3, TimeUnit.SECONDS)).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(operations
                        .intents()
                        .cancel(task.id())
                        .refusal()
                        .orElseThrow()
                        .message())
                .contains("it has ended");
    }

    @Test
    void whatAnAdministratorGivesUpEndsAndItsWorkerWritesNothingMore() throws Exception {
        handle(intent -> new Step.Again("a thing that never comes", SHORT));
        CompletableFuture<Outcome<Task>> create = begin(Operation.VDC_DELETE, vdc(), "dev");
        Urn task = pending("dev").task();

        assertThat(done(operations.intents().abandon(task.id())).status()).isEqualTo(TaskStatus.ABORTED);

        assertThat(create.get(2, TimeUnit.SECONDS).refusal().orElseThrow().code())
                .isEqualTo("ABANDONED");
        assertThat(log).containsExactly("abandoned dev");
        assertThat(unfinished()).isZero();
    }

    @Test
    void whatWaitsForItsTimeIsTriedAtOnceWhenAskedFor() {
        AtomicInteger attempts = new AtomicInteger();
        handle(intent ->
                attempts.incrementAndGet() == 1 ? new Step.Blocked("the cluster", Duration.ofHours(1)) : finished());
        Task task = done(carryOut(Operation.VDC_UPDATE, vdc(), "dev"));
        assertThat(task.status().isFinal()).isFalse();

        done(operations.intents().retry(task.id().id()));

        await().until(() -> task(task.id()).status() == TaskStatus.SUCCESS);
    }

    @Test
    void anIntentStaysBehindTheOneOfItsParentThatCameBefore() throws Exception {
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        handle(intent -> {
            if (intent.operation() == Operation.VDC_CREATE && !go.isDone()) {
                return new Step.Again("the namespace", SHORT);
            }
            log.add(intent.entityName());
            return finished();
        });
        Urn vdc = vdc();
        CompletableFuture<Outcome<Task>> parent = begin(Operation.VDC_CREATE, vdc, "vdc");
        pending("vdc");
        CompletableFuture<Outcome<Task>> child = begin(new Request(
                Operation.VAPP_INSTANTIATE,
                new Urn(EntityType.VAPP, UUID.randomUUID()),
                "vapp",
                ACME,
                SOMEBODY,
                Map.of(),
                Optional.of(vdc)));
        assertThat(pending("vapp").attempts()).isZero();

        go.complete(true);

        done(parent.get(3, TimeUnit.SECONDS));
        assertThat(done(child.get(3, TimeUnit.SECONDS)).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(log).containsExactly("vdc", "vapp");
    }

    @Test
    void nobodyWaitsBehindAnIntentThatWaitsForTheClusterToReturn() throws Exception {
        handle(intent -> new Step.Blocked("the cluster", Duration.ofMinutes(1)));
        Urn vdc = vdc();
        done(carryOut(Operation.VDC_UPDATE, vdc, "first"));

        Task second = done(begin(Operation.VDC_UPDATE, vdc, "second").get(3, TimeUnit.SECONDS));

        assertThat(second.status()).isEqualTo(TaskStatus.QUEUED);
    }
}
