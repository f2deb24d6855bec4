package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.OrganizationRemoval;
import io.ssvirt.api.Organizations;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.OrgNames;

/** Delete an organization. */
@Service
@Command(scope = "ssvirt", name = "org-delete", description = "Delete an organization")
public final class OrgDelete extends ConfirmedCommand {

    @Argument(index = 0, name = "organization", description = "Name or id", required = true)
    @Completion(OrgNames.class)
    String organization;

    @Option(name = "--recursive", description = "Delete everything in it as well, also machines that run")
    boolean recursive;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("orgs/delete", organization));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .organization(organization)
                .map(Organizations.Counted::organization)
                .then(one -> confirmed(
                        about(one, one.id(), one.name()),
                        "Delete organization \"" + one.name() + "\"" + (recursive ? " with everything in it?" : "?")))
                .then(this::delete);
    }

    private Outcome<?> delete(Organization one) {
        if (recursive) {
            return use(OrganizationRemoval.class)
                    .then(service -> service.remove(caller(), one.id(), true))
                    .then(change -> say(Progress.of(change)));
        }
        return use(Organizations.class)
                .then(service -> service.delete(caller(), one.id()))
                .then(gone -> say("Organization \"" + one.name() + "\" is deleted"));
    }
}
