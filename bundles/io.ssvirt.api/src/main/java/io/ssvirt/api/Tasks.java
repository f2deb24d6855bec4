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
}
