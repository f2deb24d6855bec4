package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.UserNames;

/** Give a user another password, which ends its sessions. */
@Service
@Command(
        scope = "ssvirt",
        name = "user-password",
        description = "Give a user another password, which ends its sessions")
public final class UserPassword extends CloudCommand {

    @Argument(index = 0, name = "user", description = "Name or id", required = true)
    @Completion(UserNames.class)
    String user;

    @Option(name = "--generate", description = "Make a password and print it, instead of asking for one")
    boolean generate;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("users/password", user));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .user(user)
                .map(one -> about(one, one.user().id(), one.user().username()))
                .then(one -> NewPassword.of(session(), generate).then(password -> use(Users.class)
                        .then(service -> service.update(caller(), one.user().id(), draft(password)))
                        .then(changed ->
                                say(generate ? "password: " + password.reveal() : "The password is changed"))));
    }

    private static Users.Draft draft(Secret password) {
        return new Users.Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(password),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
