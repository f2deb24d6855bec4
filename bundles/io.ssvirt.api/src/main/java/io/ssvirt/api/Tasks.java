package io.ssvirt.api;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;

/** What became of mutations. */
public interface Tasks {

    /** Lists the tasks of the caller's organization, the newest first. */
    Outcome<Page<Task>> list(Caller caller, Query query);

    /** Reads one. */
    Outcome<Task> get(Caller caller, Urn id);

    /**
     * Cancels one, by whoever asked for it or an administrator of its organization.
     *
     * <p>What has not begun is withdrawn at once, and what accepting it had changed is changed back. What has begun is taken
     * back in the cluster first, if its operation can be; this waits for that like any other mutation.
     *
     * @return the task, {@code ABORTED} or on its way there; {@code CONFLICT} with the reason when it can no longer be cancelled
     */
    Outcome<Task> cancel(Caller caller, Urn id);
}
