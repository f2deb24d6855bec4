package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Tasks;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.TaskIds;

/** Show a task. */
@Service
@Command(scope = "ssvirt", name = "task-info", description = "Show a task")
public final class TaskInfo extends ShowCommand {

    @Argument(index = 0, name = "task", description = "Id", required = true)
    @Completion(TaskIds.class)
    String task;

    @Override
    protected Outcome<Sheet> sheet() {
        return Named.required(EntityType.TASK, task)
                .then(id -> use(Tasks.class).then(service -> service.get(caller(), id)))
                .map(one -> Sheet.ofOne()
                        .row("Id", one.id())
                        .row("Operation", one.operation().text())
                        .row("Object", one.owner())
                        .row("Object name", one.ownerName())
                        .row("Organization", one.orgId())
                        .row("Initiator", one.initiator())
                        .row("Status", one.status())
                        .row("Progress", one.progress())
                        .row("Details", one.details())
                        .row("Error", one.error().map(DomainError::code))
                        .row("Started at", one.startedAt())
                        .row("Ended at", one.endedAt()));
    }
}
