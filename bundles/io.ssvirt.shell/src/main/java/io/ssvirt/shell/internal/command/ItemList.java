package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.CatalogNames;

/** List the templates that a catalog offers. */
@Service
@Command(scope = "ssvirt", name = "item-list", description = "List the templates that a catalog offers")
public final class ItemList extends ShowCommand {

    @Argument(index = 0, name = "catalog", description = "Name or id", required = true)
    @Completion(CatalogNames.class)
    String catalog;

    @Override
    protected Outcome<Sheet> sheet() {
        return new Named(cloud(), caller())
                .catalog(catalog)
                .then(one -> use(Catalogs.class)
                        .then(service -> Pages.all(
                                query -> service.items(caller(), one.catalog().id(), query))))
                .map(all -> {
                    Sheet sheet = Sheet.of("Name", "VMs", "CPUs", "Memory MiB", "OS", "Namespace");
                    all.forEach(item -> sheet.row(
                            item.templateName(),
                            item.sizing().machines(),
                            item.sizing().cpus(),
                            item.sizing().memoryBytes() >> 20,
                            item.sizing().guestOs(),
                            item.templateNamespace()));
                    return sheet;
                });
    }
}
