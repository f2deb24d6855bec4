package io.ssvirt.shell.internal.complete;

import java.util.List;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Tasks;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConsoleCaller;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Pages;

/** Completes ids of the newest tasks. */
@Service
public final class TaskIds extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return cloud().use(Tasks.class)
                .then(service -> Pages.first(50, query -> service.list(ConsoleCaller.current(), query)))
                .map(all -> all.stream().map(task -> task.id().toString()).toList());
    }
}
