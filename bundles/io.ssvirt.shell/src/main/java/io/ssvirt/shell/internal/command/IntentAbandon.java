package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Intents;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.IntentIds;

/** Give an intent up wherever it stands. */
@Service
@Command(
        scope = "ssvirt",
        name = "intent-abandon",
        description = "Give an intent up wherever it stands",
        detailedDescription =
                "Its task ends as ABORTED and its object leaves the transitional state. Use it when an intent can never end, and ssvirt:drift afterwards to see what is left in the cluster.")
public final class IntentAbandon extends ConfirmedCommand {

    @Argument(index = 0, name = "task", description = "Id of its task", required = true)
    @Completion(IntentIds.class)
    String task;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("intents/abandon", task));
    }

    @Override
    protected Outcome<?> run() {
        return Named.required(EntityType.TASK, task)
                .then(id -> use(Intents.class).then(service -> service.get(caller(), id)
                        .then(one -> confirmed(
                                about(one, id, one.entityName()),
                                "Give up " + one.operation().text() + " of \"" + one.entityName()
                                        + "\"? The cluster is not asked, and what it has is left to the sweep."))
                        .then(one -> service.abandon(caller(), id))))
                .then(one -> say(Progress.of(one)));
    }
}
