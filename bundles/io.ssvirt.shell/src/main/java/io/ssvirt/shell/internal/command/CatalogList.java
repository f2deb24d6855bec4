package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** List catalogs. */
@Service
@Command(scope = "ssvirt", name = "catalog-list", description = "List catalogs")
public final class CatalogList extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(Catalogs.class)
                .then(service -> Pages.all(query -> service.list(caller(), query)))
                .map(all -> {
                    Sheet sheet = Sheet.of("Name", "Published", "Templates", "Organization", "Id");
                    all.forEach(one -> sheet.row(
                            one.catalog().name(),
                            one.catalog().published(),
                            one.templates(),
                            one.catalog().orgId(),
                            one.catalog().id()));
                    return sheet;
                });
    }
}
