package io.ssvirt.operations.internal;

import java.time.Clock;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.model.IdSource;
import io.ssvirt.model.Task;
import io.ssvirt.operations.spi.IntentQueue;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/** Queues intents for whichever process comes first, and tells all of them with the commit. */
@Component
public final class SharedQueue implements IntentQueue {

    private final Clock clock;
    private final IdSource ids;

    /** Takes where times and ids come from. */
    @Activate
    public SharedQueue(@Reference Clock clock, @Reference IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Task enqueue(Transaction tx, Request request) {
        UUID id = ids.next();
        Acceptance.Accepted accepted = Acceptance.enqueue(tx, id, request, clock.instant());
        tx.signal(NewWork.begin(id));
        return accepted.task();
    }
}
