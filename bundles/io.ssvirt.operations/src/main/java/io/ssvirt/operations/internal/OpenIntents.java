package io.ssvirt.operations.internal;

import java.util.UUID;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Task;

/** What people may do to an intent that has not ended; who may is checked by the caller. */
public interface OpenIntents {

    /** Cancels one; see {@link io.ssvirt.api.Tasks#cancel}. */
    Outcome<Task> cancel(UUID id);

    /** Has one tried now. */
    Outcome<PendingIntent> retry(UUID id);

    /** Gives one up; see {@link io.ssvirt.api.Intents#abandon}. */
    Outcome<Task> abandon(UUID id);
}
