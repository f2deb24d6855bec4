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
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Store;

/** Shows tasks to the organizations that they belong to. */
@Component
public final class TaskService implements Tasks {

    private final Store store;

    /** Takes the store. */
    @Activate
    public TaskService(@Reference Store store) {
        this.store = store;
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
        return get(caller, id)
                .then(task -> Outcome.refused(DomainError.conflict(
                        "NOT_CANCELLABLE", "The task \"" + task.operation().text() + "\" can no longer be cancelled")));
    }
}
