package io.ssvirt.rest.cloudapi.internal;

import java.util.Map;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Intents;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.IntentState;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;

/** One intent that waits for the cluster, for administrators of the cloud alone. */
record CloudIntents(Cloud cloud) implements Intents {

    private static PendingIntent intent() {
        return new PendingIntent(
                Sample.TASK,
                Operation.VDC_DELETE,
                Sample.VDC,
                "dev",
                Sample.ORG,
                Sample.USER,
                IntentState.QUEUED,
                3,
                Optional.of("worker-1"),
                Sample.AT,
                Sample.AT,
                false,
                "namespace vdc-acme-dev is going away");
    }

    @Override
    public Outcome<Page<PendingIntent>> list(Caller caller, Query query) {
        return administrator(caller).then(who -> cloud.page(query, intent()));
    }

    @Override
    public Outcome<PendingIntent> get(Caller caller, Urn task) {
        return administrator(caller).then(who -> cloud.about(task, Sample.TASK, CloudIntents::intent));
    }

    @Override
    public Outcome<PendingIntent> retry(Caller caller, Urn task) {
        cloud.asked.add("retry");
        return get(caller, task);
    }

    @Override
    public Outcome<Task> abandon(Caller caller, Urn task) {
        cloud.asked.add("abandon");
        return get(caller, task).map(found -> Sample.task(Operation.VDC_DELETE, Sample.VDC, TaskStatus.ABORTED));
    }

    @Override
    public Outcome<Counts> counts() {
        return Outcome.done(new Counts(Map.of(), Map.of(), Optional.empty()));
    }

    private static Outcome<Caller> administrator(Caller caller) {
        return caller.isProvider()
                ? Outcome.done(caller)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
