package io.ssvirt.operations.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two whole engines, each with a store of its own, on one PostgreSQL, as two replicas are. */
class TwoEnginesTest {

    private static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    private static final Urn SOMEBODY = new Urn(EntityType.USER, new UUID(3, 3));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, Object> SETTINGS =
            Map.of("poll__every", "PT0.1S", "claim__lease", "PT2S", "answer__within", "PT20S");

    private static TestDatabase database;
    private static TestDatabase replica;

    @BeforeAll
    static void start() {
        database = TestDatabase.postgres();
        replica = database.replica();
        Instant now = Instant.now();
        database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, false, "", now, now));
            return Outcome.done(true);
        });
    }

    @AfterAll
    static void stop() throws IOException {
        replica.close();
        database.close();
    }

    private static Urn vdc(String name) {
        Instant now = Instant.now();
        Urn id = new Urn(EntityType.VDC, UUID.randomUUID());
        Vdc vdc = new Vdc(
                id,
                ACME,
                name,
                "",
                AllocationModel.FLEX,
                ComputeCapacity.UNLIMITED,
                "",
                1,
                1,
                false,
                true,
                new NamespaceName("vdc-acme-" + name),
                VdcState.READY,
                now,
                now);
        database.store().write(tx -> {
            tx.vdcs().insert(vdc);
            return Outcome.done(true);
        });
        return id;
    }

    private static Request request(Urn vdc, int number) {
        return new Request(
                Operation.VDC_UPDATE, vdc, "dev", ACME, SOMEBODY, Map.of("number", Integer.toString(number)));
    }

    /** What happened to each entity, in the order in which it happened. */
    private record Diary(Map<Urn, List<String>> accepted, Map<Urn, List<String>> ended, Set<Urn> underWay) {

        Diary() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        }

        private static void add(Map<Urn, List<String>> where, Urn entity, String number) {
            where.computeIfAbsent(entity, none -> new CopyOnWriteArrayList<>()).add(number);
        }

        void accept(Request request) {
            add(accepted, request.entity(), request.desired().get("number"));
        }
    }

    @Test
    void everyIntentIsCarriedOutOnceAndInOrderByWhicheverEngineTakesIt() throws Exception {
        Diary diary = new Diary();
        List<String> mistakes = new CopyOnWriteArrayList<>();
        ScriptedHandler handler = new ScriptedHandler((intent, values) -> {
            if (!diary.underWay().add(intent.entity())) {
                mistakes.add("two at once on " + intent.entity());
            }
            Thread.yield();
            Diary.add(diary.ended(), intent.entity(), intent.desired().get("number"));
            diary.underWay().remove(intent.entity());
            return new Step.Finished(tx -> {});
        });
        List<Urn> entities = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            entities.add(vdc("busy-" + i));
        }
        ExecutorService clients = Executors.newFixedThreadPool(12);
        try (RunningOperations one = new RunningOperations(database.store(), SETTINGS);
                RunningOperations other = new RunningOperations(replica.store(), SETTINGS)) {
            one.handlers(handler);
            other.handlers(handler);
            List<Callable<Outcome<Task>>> requests = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                int number = i;
                Urn entity = entities.get(i % entities.size());
                RunningOperations engine = i % 4 < 2 ? one : other;
                requests.add(() -> engine.journal()
                        .carryOut(
                                tx -> {
                                    tx.vdcs().findLocked(entity).orElseThrow();
                                    Request request = request(entity, number);
                                    diary.accept(request);
                                    return Outcome.done(request);
                                },
                                Optional.empty()));
            }
            Collections.shuffle(requests, new java.util.Random(7));
            for (Future<Outcome<Task>> answer : clients.invokeAll(requests)) {
                assertThat(answer.get().refusal()).isEmpty();
            }
            await().atMost(SOON).until(() -> unfinished() == 0);
        } finally {
            clients.shutdownNow();
        }

        assertThat(mistakes).isEmpty();
        assertThat(diary.accepted()).hasSize(entities.size());
        assertThat(diary.ended()).isEqualTo(diary.accepted());
    }

    private static long unfinished() {
        return database.store()
                .<Long>read(tx -> Outcome.done(tx.journal().countUnfinished()))
                .<Long>fold(count -> count, error -> -1L);
    }

    /** A process that is stopped in the middle of an attempt neither renews its claim nor notices that time goes by. */
    @Test
    void anEngineThatIsPausedAndOvertakenCallsTheClusterNoMoreAndWritesNothing() throws Exception {
        Urn vdc = vdc("paused");
        CountDownLatch pause = new CountDownLatch(1);
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CompletableFuture<ClusterResult<String>> calledAfterwards = new CompletableFuture<>();
        ExecutorService workers = Executors.newFixedThreadPool(2);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.execute(() -> uninterrupted(pause));
        try (RunningOperations paused = new RunningOperations(
                        database.store(), Clock.systemUTC(), UUID::randomUUID, workers, timer, SETTINGS);
                RunningOperations other = new RunningOperations(replica.store(), SETTINGS)) {
            paused.handlers(new ScriptedHandler((intent, values) -> {
                inTheMiddle.countDown();
                uninterrupted(pause);
                calledAfterwards.complete(
                        paused.gateway().call(provider -> ClusterResult.applied("reached the cluster")));
                return new Step.Finished(tx -> rename(tx.vdcs().find(vdc).orElseThrow(), "by the paused", tx));
            }));
            other.handlers(new ScriptedHandler((intent, values) ->
                    new Step.Finished(tx -> rename(tx.vdcs().find(vdc).orElseThrow(), "by the other", tx))));
            CompletableFuture<Outcome<Task>> answer = CompletableFuture.supplyAsync(
                    () -> paused.journal().carryOut(tx -> Outcome.done(request(vdc, 1)), Optional.empty()));
            inTheMiddle.await();

            await().atMost(SOON).until(() -> description(vdc).equals("by the other"));
            pause.countDown();

            assertThat(calledAfterwards.get())
                    .isInstanceOfSatisfying(Unavailable.class, fenced -> assertThat(fenced.explanation())
                            .contains("another worker"));
            Task task = answer.get().fold(done -> done, error -> null);
            assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
            assertThat(description(vdc)).isEqualTo("by the other");
            assertThat(unfinished()).isZero();
        }
    }

    @Test
    void whatAnEngineHadAcceptedWhenItEndedIsCarriedOutByTheOther() {
        Urn vdc = vdc("left");
        Task task;
        try (RunningOperations one = new RunningOperations(database.store(), SETTINGS)) {
            one.handlers(new ScriptedHandler((intent, values) -> new Step.Blocked("the cluster", Duration.ofDays(1))));
            task = one.journal()
                    .carryOut(tx -> Outcome.done(request(vdc, 1)), Optional.empty())
                    .fold(accepted -> accepted, error -> null);
        }
        assertThat(task.status().isFinal()).isFalse();

        try (RunningOperations other = new RunningOperations(replica.store(), SETTINGS)) {
            other.handlers(new ScriptedHandler((intent, values) -> new Step.Finished(tx -> {})));
            other.intents().retry(task.id().id());
            await().atMost(SOON).until(() -> unfinished() == 0);
        }
    }

    private static void rename(Vdc vdc, String description, io.ssvirt.store.spi.Transaction tx) {
        tx.vdcs()
                .update(new Vdc(
                        vdc.id(),
                        vdc.orgId(),
                        vdc.name(),
                        description,
                        vdc.allocationModel(),
                        vdc.capacity(),
                        vdc.providerVdcId(),
                        vdc.nicQuota(),
                        vdc.networkQuota(),
                        vdc.thinProvision(),
                        vdc.enabled(),
                        vdc.namespace(),
                        vdc.state(),
                        vdc.createdAt(),
                        vdc.updatedAt()));
    }

    private static String description(Urn vdc) {
        return database.store()
                .read(tx -> Outcome.done(tx.vdcs().find(vdc).orElseThrow().description()))
                .fold(text -> text, error -> error.message());
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
