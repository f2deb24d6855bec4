package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Intents;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.IntentJournal.Count;
import io.ssvirt.store.spi.Store;

/** Shows administrators of the cloud what has not ended, and lets them move it. */
@Component
public final class IntentService implements Intents {

    private static final DomainError NOT_FOUND = DomainError.notFound("No unfinished intent has this id");

    private final Store store;
    private final OpenIntents intents;
    private final Clock clock;

    /** Takes what it works with. */
    @Activate
    public IntentService(@Reference Store store, @Reference OpenIntents intents, @Reference Clock clock) {
        this.store = store;
        this.intents = intents;
        this.clock = clock;
    }

    @Override
    public Outcome<Page<PendingIntent>> list(Caller caller, Query query) {
        return administrator(caller)
                .then(who -> store.read(tx -> Outcome.done(tx.journal().pending(query))));
    }

    @Override
    public Outcome<PendingIntent> get(Caller caller, Urn task) {
        return administrator(caller)
                .then(who -> store.read(tx -> Outcome.required(tx.journal().pending(task.id()), NOT_FOUND)));
    }

    @Override
    public Outcome<PendingIntent> retry(Caller caller, Urn task) {
        return administrator(caller).then(who -> intents.retry(task.id()));
    }

    @Override
    public Outcome<Task> abandon(Caller caller, Urn task) {
        return administrator(caller).then(who -> intents.abandon(task.id()));
    }

    @Override
    public Outcome<Counts> counts() {
        return store.read(tx -> Outcome.done(counts(tx.journal().counts())));
    }

    private Counts counts(List<Count> counted) {
        Map<Operation, Long> queued = new EnumMap<>(Operation.class);
        Map<Operation, Long> claimed = new EnumMap<>(Operation.class);
        counted.forEach(
                count -> (count.claimed() ? claimed : queued).merge(count.operation(), count.number(), Long::sum));
        Optional<Instant> oldest = counted.stream().map(Count::oldest).min(Instant::compareTo);
        return new Counts(queued, claimed, oldest.map(since -> Duration.between(since, clock.instant())));
    }

    private static Outcome<Caller> administrator(Caller caller) {
        return caller.isProvider()
                ? Outcome.done(caller)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
