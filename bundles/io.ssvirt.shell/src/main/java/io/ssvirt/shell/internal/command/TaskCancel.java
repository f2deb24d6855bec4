package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Tasks;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.TaskIds;

/** Cancel a task, taking back what it has done. */
@Service
@Command(scope = "ssvirt", name = "task-cancel", description = "Cancel a task, taking back what it has done")
public final class TaskCancel extends ConfirmedCommand {

    @Argument(index = 0, name = "task", description = "Id", required = true)
    @Completion(TaskIds.class)
    String task;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("tasks/cancel", task));
    }

    @Override
    protected Outcome<?> run() {
        return Named.required(EntityType.TASK, task)
                .then(id -> use(Tasks.class).then(service -> service.get(caller(), id)
                        .then(one -> confirmed(
                                about(one, id, one.ownerName()),
                                "Cancel " + one.operation().text() + " of \"" + one.ownerName() + "\"?"))
                        .then(one -> service.cancel(caller(), id))))
                .then(one -> say(Progress.of(one)));
    }
}
