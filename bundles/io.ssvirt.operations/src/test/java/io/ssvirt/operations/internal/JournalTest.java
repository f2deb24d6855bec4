package io.ssvirt.operations.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JournalTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final TestDatabase database = TestDatabase.h2();
    private final Store store = database.store();
    private final RunningOperations operations =
            new RunningOperations(store, Map.of("poll__every", "PT0.1S", "answer__within", "PT3S"));
    private final Organization acme = organization();

    @AfterEach
    void stop() throws IOException {
        operations.close();
        database.close();
    }

    private static Organization organization() {
        Instant now = Instant.now();
        return new Organization(
                new Urn(EntityType.ORGANIZATION, UUID.randomUUID()), "acme", "", "", true, false, false, "", now, now);
    }

    private void handle(BiFunction<Intent, Optional<SecretValues>, Step> script) {
        operations.handlers(new ScriptedHandler(script));
    }

    private Outcome<Task> carryOut(Urn entity) {
        return operations.journal().carryOut(tx -> Outcome.done(request(entity)), Optional.empty());
    }

    private Request request(Urn entity) {
        return new Request(Operation.VDC_UPDATE, entity, "dev", acme.id(), acme.id(), Map.of("name", "dev"));
    }

    private static Urn vdc() {
        return new Urn(EntityType.VDC, UUID.randomUUID());
    }

    private Task stored(Task task) {
        return store.read(tx -> Outcome.done(tx.journal().task(task.id().id()).orElseThrow()))
                .fold(found -> found, error -> null);
    }

    private static Task done(Outcome<Task> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(task -> task, error -> null);
    }

    private long unfinished() {
        return store.read(tx -> Outcome.done(tx.journal().countUnfinished())).fold(count -> count, error -> -1L);
    }

    private boolean organizationIsThere() {
        return store.read(tx -> Outcome.done(tx.organizations().find(acme.id()).isPresent()))
                .fold(there -> there, error -> false);
    }

    @Test
    void theAnswerIsTheFinishedOneAndTheLastWritesAreCommittedWithIt() {
        handle((intent, values) -> new Step.Finished(tx -> tx.organizations().insert(acme)));

        Task task = done(carryOut(vdc()));

        assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(stored(task).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(organizationIsThere()).isTrue();
    }

    @Test
    void whatTheClusterRefusesIsRefusedToTheUser() {
        DomainError error = DomainError.refused("QUOTA_EXCEEDED", "full");
        handle((intent, values) -> new Step.Refused(error, tx -> {}));

        assertThat(carryOut(vdc()).refusal()).contains(error);
    }

    @Test
    void whenNothingIsAcceptedNothingIsWritten() {
        AtomicInteger attempts = new AtomicInteger();
        handle((intent, values) -> {
            attempts.incrementAndGet();
            return new Step.Finished(tx -> {});
        });

        Outcome<Task> outcome = operations
                .journal()
                .carryOut(
                        tx -> {
                            tx.organizations().insert(acme);
                            return Outcome.refused(DomainError.notFound("no"));
                        },
                        Optional.empty());

        assertThat(outcome.refusal()).isPresent();
        assertThat(organizationIsThere()).isFalse();
        assertThat(attempts).hasValue(0);
    }

    @Test
    void aClusterOnItsWayIsLookedAtAgain() {
        AtomicInteger attempts = new AtomicInteger();
        handle((intent, values) ->
                attempts.incrementAndGet() < 4 ? new Step.Again("the namespace", SHORT) : new Step.Finished(tx -> {}));

        assertThat(done(carryOut(vdc())).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void nobodyWaitsForAClusterThatIsAwayAndTheWorkIsDoneWhenItReturns() {
        CountDownLatch returned = new CountDownLatch(1);
        handle((intent, values) ->
                returned.getCount() > 0 ? new Step.Blocked("the cluster", SHORT) : new Step.Finished(tx -> {}));

        Instant before = Instant.now();
        Task task = done(carryOut(vdc()));

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(task.status().isFinal()).isFalse();
        returned.countDown();
        await().untilAsserted(() -> assertThat(stored(task).status()).isEqualTo(TaskStatus.SUCCESS));
    }

    @Test
    void anIntentOfAnEarlierLifeIsCarriedOut() {
        handle((intent, values) -> {
            assertThat(values).isEmpty();
            return new Step.Finished(tx -> {});
        });
        UUID id = UUID.randomUUID();
        store.write(tx -> {
            Request request = request(vdc());
            tx.journal()
                    .insert(new IntentJournal.Entry(
                            id,
                            request.operation(),
                            request.entity(),
                            "dev",
                            request.orgId(),
                            request.initiator(),
                            Map.of(),
                            Instant.now()));
            return Outcome.done(true);
        });

        await().untilAsserted(() -> assertThat(
                        store.<Long>read(tx -> Outcome.done(tx.journal().countUnfinished()))
                                .<Long>fold(count -> count, error -> -1L))
                .isZero());
    }

    @Test
    void intentsOfOneEntityAreCarriedOutInOrderAndOneAtATime() throws InterruptedException {
        List<String> log = new CopyOnWriteArrayList<>();
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        handle((intent, values) -> {
            log.add("begin " + intent.id());
            firstRuns.countDown();
            awaitLatch(go);
            log.add("end " + intent.id());
            return new Step.Finished(tx -> {});
        });
        Urn vdc = vdc();
        Thread first = new Thread(() -> carryOut(vdc));
        first.start();
        assertThat(firstRuns.await(3, TimeUnit.SECONDS)).isTrue();
        Thread second = new Thread(() -> carryOut(vdc));
        second.start();
        await().until(() -> unfinished() == 2);

        go.countDown();
        first.join(5000);
        second.join(5000);

        assertThat(log).hasSize(4);
        assertThat(log.get(1)).isEqualTo(log.get(0).replace("begin", "end"));
        assertThat(log.get(3)).isEqualTo(log.get(2).replace("begin", "end"));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void secretValuesReachTheHandlerAndNoRow() {
        handle((intent, values) -> {
            assertThat(values.orElseThrow().reveal()).containsEntry("PASSWORD", "hush-hush");
            return new Step.Finished(tx -> {});
        });

        Task task = done(operations
                .journal()
                .carryOut(
                        tx -> Outcome.done(request(vdc())),
                        Optional.of(SecretValues.of(Map.of("PASSWORD", "hush-hush")))));

        assertThat(stored(task)).asString().doesNotContain("hush-hush");
    }

    @Test
    void aWorkerThatWasOvertakenWritesNothing() {
        handle((intent, values) -> {
            // Another worker takes the intent over while this one believes to hold it.
            store.write(tx -> Outcome.done(overtake(tx, intent)));
            return new Step.Finished(tx -> tx.organizations().insert(acme));
        });

        carryOut(vdc());

        assertThat(organizationIsThere()).isFalse();
    }

    private static boolean overtake(Transaction tx, Intent intent) {
        Instant muchLater = Instant.now().plus(Duration.ofHours(1));
        return tx.journal()
                .claim(intent.id(), "another", muchLater, Duration.ofHours(1))
                .isPresent();
    }

    @Test
    void aBugInAHandlerStopsNobodyElse() {
        handle((intent, values) -> {
            throw new IllegalStateException("a bug");
        });
        Task task = done(carryOut(vdc()));
        assertThat(task.status().isFinal()).isFalse();

        handle((intent, values) -> new Step.Finished(tx -> {}));

        assertThat(done(carryOut(vdc())).status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void anOperationThatNobodyCarriesOutWaitsForItsBundle() {
        operations.handlers();
        Task task = done(carryOut(vdc()));
        assertThat(task.status().isFinal()).isFalse();

        handle((intent, values) -> new Step.Finished(tx -> {}));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(stored(task).status()).isEqualTo(TaskStatus.SUCCESS));
    }
}
