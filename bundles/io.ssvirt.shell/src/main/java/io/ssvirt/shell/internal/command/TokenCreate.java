package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.UserNames;

/** Make an API token of a user and show its secret, this once. */
@Service
@Command(
        scope = "ssvirt",
        name = "token-create",
        description = "Make an API token of a user and show its secret, this once",
        detailedDescription =
                "A program exchanges the secret for sessions of that user. Only a digest is kept: a secret that is lost is revoked with ssvirt:token-revoke and replaced by another one.")
public final class TokenCreate extends CloudCommand {

    @Argument(index = 0, name = "user", description = "Name or id of the user whose token it will be", required = true)
    @Completion(UserNames.class)
    String user;

    @Argument(index = 1, name = "name", description = "What the token is for", required = true)
    String name;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("tokens/create", name));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller()).user(user).then(owner -> use(ApiTokens.class)
                .then(service -> service.create(caller(), owner.user().id(), name))
                .then(made -> {
                    about(made, made.detail().token().id(), name);
                    out().println("secret: " + made.secret().reveal());
                    return say(made.detail().token().id().toString());
                }));
    }
}
