package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.CatalogNames;

/** Delete a catalog; templates stay in the cluster. */
@Service
@Command(scope = "ssvirt", name = "catalog-delete", description = "Delete a catalog; templates stay in the cluster")
public final class CatalogDelete extends ConfirmedCommand {

    @Argument(index = 0, name = "catalog", description = "Name or id", required = true)
    @Completion(CatalogNames.class)
    String catalog;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("catalogs/delete", catalog));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .catalog(catalog)
                .map(Catalogs.Counted::catalog)
                .then(one -> confirmed(about(one, one.id(), one.name()), "Delete catalog \"" + one.name() + "\"?"))
                .then(one -> use(Catalogs.class)
                        .then(service -> service.delete(caller(), one.id()))
                        .then(gone -> say("Catalog \"" + one.name() + "\" is deleted")));
    }
}
