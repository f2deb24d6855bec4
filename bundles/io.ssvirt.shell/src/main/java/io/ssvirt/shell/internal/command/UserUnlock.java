package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.UserNames;

/** Let a user log in again after too many wrong passwords. */
@Service
@Command(scope = "ssvirt", name = "user-unlock", description = "Let a user log in again after too many wrong passwords")
public final class UserUnlock extends CloudCommand {

    @Argument(index = 0, name = "user", description = "Name or id", required = true)
    @Completion(UserNames.class)
    String user;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("users/unlock", user));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .user(user)
                .map(one -> about(one, one.user().id(), one.user().username()))
                .then(one -> use(Users.class)
                        .then(service -> service.update(caller(), one.user().id(), unlocked()))
                        .then(changed -> say("User \"" + one.user().username() + "\" may log in again")));
    }

    private static Users.Draft unlocked() {
        return new Users.Draft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
