package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;

/** Revoke an API token and end the sessions that it opened. */
@Service
@Command(
        scope = "ssvirt",
        name = "token-revoke",
        description = "Revoke an API token and end the sessions that it opened")
public final class TokenRevoke extends ConfirmedCommand {

    @Argument(index = 0, name = "token", description = "Id", required = true)
    String token;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("tokens/delete", token));
    }

    @Override
    protected Outcome<?> run() {
        return Named.required(EntityType.TOKEN, token)
                .then(id -> use(ApiTokens.class).then(service -> service.get(caller(), id)
                        .then(one -> confirmed(
                                about(one, id, one.token().name()),
                                "Revoke token \"" + one.token().name() + "\" of user \"" + one.owner() + "\"?"))
                        .then(one -> service.revoke(caller(), id))
                        .then(gone -> say("The token is revoked"))));
    }
}
