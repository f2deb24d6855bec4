package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.UserNames;

/** Delete a user. */
@Service
@Command(scope = "ssvirt", name = "user-delete", description = "Delete a user")
public final class UserDelete extends ConfirmedCommand {

    @Argument(index = 0, name = "user", description = "Name or id", required = true)
    @Completion(UserNames.class)
    String user;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("users/delete", user));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .user(user)
                .then(one -> confirmed(
                        about(one, one.user().id(), one.user().username()),
                        "Delete user \"" + one.user().username() + "\" of organization \""
                                + one.organization().name() + "\"?"))
                .then(one -> use(Users.class)
                        .then(service -> service.delete(caller(), one.user().id()))
                        .then(gone -> say("User \"" + one.user().username() + "\" is deleted")));
    }
}
