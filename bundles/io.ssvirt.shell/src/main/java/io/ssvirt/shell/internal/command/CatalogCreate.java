package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.OrgNames;

/** Create a catalog. */
@Service
@Command(scope = "ssvirt", name = "catalog-create", description = "Create a catalog")
public final class CatalogCreate extends CloudCommand {

    @Argument(index = 0, name = "organization", description = "Name or id of the organization", required = true)
    @Completion(OrgNames.class)
    String organization;

    @Argument(index = 1, name = "name", description = "Name, unique in the organization", required = true)
    String name;

    @Option(name = "--published", description = "Other organizations see it as well")
    boolean published;

    @Option(name = "--description", description = "What it is for")
    String description;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("catalogs/create", name));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .organization(organization)
                .then(org -> use(Catalogs.class)
                        .then(service -> service.create(
                                caller(),
                                new Catalogs.Draft(
                                        Optional.of(name),
                                        Optional.ofNullable(description),
                                        Optional.of(org.organization().id()),
                                        Optional.of(published)))))
                .map(Catalogs.Counted::catalog)
                .then(made -> say(about(made, made.id(), made.name()).id().toString()));
    }
}
