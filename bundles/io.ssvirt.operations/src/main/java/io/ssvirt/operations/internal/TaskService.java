package io.ssvirt.operations.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Tasks;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Store;

/** Shows tasks to the organizations that they belong to, and cancels them. */
@Component
public final class TaskService implements Tasks {

    private final Store store;
    private final OpenIntents intents;

    /** Takes what it works with. */
    @Activate
    public TaskService(@Reference Store store, @Reference OpenIntents intents) {
        this.store = store;
        this.intents = intents;
    }

    @Override
    public Outcome<Page<Task>> list(Caller caller, Query query) {
        return store.read(tx -> Outcome.done(tx.journal().tasks(caller.scope(), query)));
    }

    @Override
    public Outcome<Task> get(Caller caller, Urn id) {
        return store.read(tx -> Outcome.required(
                tx.journal().task(id.id()).filter(task -> caller.sees(task.orgId())),
                DomainError.notFound("Task not found")));
    }

    @Override
    public Outcome<Task> cancel(Caller caller, Urn id) {
        return get(caller, id).then(task -> {
            if (!mayCancel(caller, task)) {
                return Outcome.refused(
                        DomainError.forbidden("Only who began a task, or an administrator, may cancel it"));
            }
            return task.status().isFinal()
                    ? Outcome.refused(DomainError.conflict(
                            "ENDED",
                            "The task can no longer be cancelled: it has ended as "
                                    + task.status().name()))
                    : intents.cancel(id.id());
        });
    }

    private static boolean mayCancel(Caller caller, Task task) {
        return caller.userId().equals(task.initiator())
                || caller.lacks(Right.USER_MANAGE).isEmpty();
    }
}
