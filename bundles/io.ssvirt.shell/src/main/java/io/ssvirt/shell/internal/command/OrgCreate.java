package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Organizations;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;

/** Create an organization. */
@Service
@Command(scope = "ssvirt", name = "org-create", description = "Create an organization")
public final class OrgCreate extends CloudCommand {

    @Argument(index = 0, name = "name", description = "Name, unique in the cloud", required = true)
    String name;

    @Option(name = "--display-name", description = "Name that users read; the name when not given")
    String displayName;

    @Option(name = "--description", description = "What it is for")
    String description;

    @Option(name = "--disabled", description = "Nobody of it may log in yet")
    boolean disabled;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("orgs/create", name));
    }

    @Override
    protected Outcome<?> run() {
        Organizations.Draft draft = new Organizations.Draft(
                Optional.of(name),
                Optional.of(displayName == null ? name : displayName),
                Optional.ofNullable(description),
                Optional.of(!disabled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return use(Organizations.class)
                .then(service -> service.create(caller(), draft))
                .map(Organizations.Counted::organization)
                .then(made -> say(about(made, made.id(), made.name()).id().toString()));
    }
}
