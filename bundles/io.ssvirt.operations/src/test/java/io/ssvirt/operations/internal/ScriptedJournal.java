package io.ssvirt.operations.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.operations.internal.LostCommits.Next;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A journal whose one handler does as a function says, on a database that can lose commits. */
abstract class ScriptedJournal {

    static final Duration SHORT = Duration.ofMillis(20);
    static final Urn SOMEBODY = new Urn(EntityType.USER, new UUID(3, 3));
    static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));

    private final TestDatabase database = TestDatabase.h2();
    final LostCommits store = new LostCommits(database.store());
    final RunningOperations operations = new RunningOperations(
            store, Map.of("poll__every", "PT0.1S", "answer__within", "PT5S", "claim__lease", "PT3S"));
    final List<String> log = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws IOException {
        store.lose(0, Next.ANSWERED);
        operations.close();
        database.close();
    }

    private record Scripted(Function<Intent, Step> script, List<String> log) implements IntentHandler {

        @Override
        public Set<Operation> operations() {
            return EnumSet.allOf(Operation.class);
        }

        @Override
        public Step attempt(Intent intent, Optional<SecretValues> values) {
            return script.apply(intent);
        }

        @Override
        public boolean takesBack(Operation operation) {
            return operation == Operation.VDC_CREATE;
        }

        @Override
        public Consumer<Transaction> withdraw(Intent intent) {
            return tx -> log.add("withdrawn " + intent.entityName());
        }

        @Override
        public Consumer<Transaction> abandon(Intent intent) {
            return tx -> log.add("abandoned " + intent.entityName());
        }
    }

    void handle(Function<Intent, Step> script) {
        operations.handlers(new Scripted(script, log));
    }

    static Step finished() {
        return new Step.Finished(tx -> {});
    }

    static Urn vdc() {
        return new Urn(EntityType.VDC, UUID.randomUUID());
    }

    Outcome<Task> carryOut(Operation operation, Urn entity, String name) {
        return carryOut(new Request(operation, entity, name, ACME, SOMEBODY, Map.of()));
    }

    Outcome<Task> carryOut(Request request) {
        return operations.journal().carryOut(tx -> Outcome.done(request), Optional.empty());
    }

    CompletableFuture<Outcome<Task>> begin(Request request) {
        return CompletableFuture.supplyAsync(() -> carryOut(request));
    }

    CompletableFuture<Outcome<Task>> begin(Operation operation, Urn entity, String name) {
        return begin(new Request(operation, entity, name, ACME, SOMEBODY, Map.of()));
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    PendingIntent pending(String name) {
        return await().until(
                        () ->
                                done(store.read(tx -> Outcome.done(tx.journal().pending(Query.page(1, 25)))))
                                        .values()
                                        .stream()
                                        .filter(intent -> intent.entityName().equals(name))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    Task task(Urn id) {
        return done(store.read(tx -> Outcome.done(tx.journal().task(id.id()).orElseThrow())));
    }

    long unfinished() {
        return done(store.<Long>read(tx -> Outcome.done(tx.journal().countUnfinished())));
    }
}
