package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Users;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.OrgNames;

/** List users. */
@Service
@Command(scope = "ssvirt", name = "user-list", description = "List users")
public final class UserList extends ShowCommand {

    @Option(name = "--org", description = "Only those of this organization")
    @Completion(OrgNames.class)
    String org;

    @Override
    protected Outcome<Sheet> sheet() {
        Outcome<Optional<Urn>> of = org == null
                ? Outcome.done(Optional.empty())
                : new Named(cloud(), caller())
                        .organization(org)
                        .map(one -> Optional.of(one.organization().id()));
        return of.then(id -> use(Users.class)
                .then(service -> Pages.all(query -> service.list(caller(), id, query)))
                .map(all -> {
                    Sheet sheet = Sheet.of("Name", "Organization", "Roles", "Enabled", "Locked", "Id");
                    all.forEach(one -> sheet.row(
                            one.user().username(),
                            one.organization().name(),
                            String.join(
                                    ", ", one.roles().stream().map(Role::name).toList()),
                            one.user().enabled(),
                            one.locked(),
                            one.user().id()));
                    return sheet;
                }));
    }
}
