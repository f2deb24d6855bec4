package io.ssvirt.shell.internal.command;

import java.util.List;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.OrgNames;
import io.ssvirt.shell.internal.complete.RoleNames;

/** Create a user; its password is asked for, or made. */
@Service
@Command(
        scope = "ssvirt",
        name = "user-create",
        description = "Create a user; its password is asked for, or made",
        detailedDescription =
                "A password is never an argument, because arguments are kept in the history of the console.")
public final class UserCreate extends CloudCommand {

    @Argument(index = 0, name = "organization", description = "Name or id of the organization", required = true)
    @Completion(OrgNames.class)
    String organization;

    @Argument(index = 1, name = "name", description = "Name to log in with", required = true)
    String name;

    @Option(name = "--role", description = "Name of a role")
    @Completion(RoleNames.class)
    String role = Role.VAPP_USER;

    @Argument(index = 2, name = "email", description = "Address of e-mail", required = true)
    String email;

    @Option(name = "--full-name", description = "Name that others read; the name to log in with when not given")
    String fullName;

    @Option(name = "--generate", description = "Make a password and print it, instead of asking for one")
    boolean generate;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("users/create", name));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller()).organization(organization).then(org -> NewPassword.of(session(), generate)
                .then(password -> use(Users.class)
                        .then(service -> service.create(
                                caller(), draft(org.organization().id(), password)))
                        .then(made -> {
                            about(made, made.user().id(), name);
                            if (generate) {
                                out().println("password: " + password.reveal());
                            }
                            return say(made.user().id().toString());
                        })));
    }

    private Users.Draft draft(Urn org, Secret password) {
        return new Users.Draft(
                Optional.of(name),
                Optional.of(fullName == null ? name : fullName),
                Optional.empty(),
                Optional.of(email),
                Optional.of(password),
                Optional.of(org),
                Optional.of(List.of(new Users.RoleChoice(Optional.empty(), Optional.of(role)))),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
