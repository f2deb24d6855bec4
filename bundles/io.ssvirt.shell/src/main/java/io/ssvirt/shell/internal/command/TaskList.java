package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Tasks;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** List tasks, the newest first. */
@Service
@Command(scope = "ssvirt", name = "task-list", description = "List tasks, the newest first")
public final class TaskList extends ShowCommand {

    @Option(name = "-n", aliases = "--limit", description = "How many at the most")
    int limit = 50;

    @Override
    protected Outcome<Sheet> sheet() {
        return use(Tasks.class)
                .then(service -> Pages.first(Math.max(1, limit), query -> service.list(caller(), query)))
                .map(all -> {
                    Sheet sheet = Sheet.of("Started at", "Operation", "Object", "Status", "Details", "Id");
                    all.forEach(task -> sheet.row(
                            task.startedAt(),
                            task.operation().text(),
                            task.ownerName(),
                            task.status(),
                            task.details(),
                            task.id()));
                    return sheet;
                });
    }
}
