package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Intents;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** List work that was accepted and has not ended. */
@Service
@Command(scope = "ssvirt", name = "intent-list", description = "List work that was accepted and has not ended")
public final class IntentList extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(Intents.class)
                .then(service -> Pages.all(query -> service.list(caller(), query)))
                .map(all -> {
                    Sheet sheet = Sheet.of(
                            "Accepted at",
                            "Operation",
                            "Object",
                            "State",
                            "Attempts",
                            "Not before",
                            "Waiting for",
                            "Task");
                    all.forEach(one -> sheet.row(
                            one.acceptedAt(),
                            one.operation().text(),
                            one.entityName(),
                            one.state(),
                            one.attempts(),
                            one.notBefore(),
                            one.waitingFor(),
                            one.task()));
                    return sheet;
                });
    }
}
