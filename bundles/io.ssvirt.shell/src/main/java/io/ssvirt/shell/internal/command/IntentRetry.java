package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Intents;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.IntentIds;

/** Have an intent tried now instead of at its time. */
@Service
@Command(scope = "ssvirt", name = "intent-retry", description = "Have an intent tried now instead of at its time")
public final class IntentRetry extends CloudCommand {

    @Argument(index = 0, name = "task", description = "Id of its task", required = true)
    @Completion(IntentIds.class)
    String task;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("intents/retry", task));
    }

    @Override
    protected Outcome<?> run() {
        return Named.required(EntityType.TASK, task)
                .then(id -> use(Intents.class).then(service -> service.retry(caller(), id)))
                .map(one -> about(one, one.task(), one.entityName()))
                .then(one -> say(one.operation().text() + " of \"" + one.entityName() + "\" is tried now"));
    }
}
