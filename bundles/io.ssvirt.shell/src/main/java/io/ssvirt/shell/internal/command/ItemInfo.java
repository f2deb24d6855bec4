package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Catalogs;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.TemplateParameter;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.CatalogNames;

/** Show a template of a catalog with its parameters. */
@Service
@Command(scope = "ssvirt", name = "item-info", description = "Show a template of a catalog with its parameters")
public final class ItemInfo extends ShowCommand {

    @Argument(index = 0, name = "catalog", description = "Name or id", required = true)
    @Completion(CatalogNames.class)
    String catalog;

    @Argument(index = 1, name = "item", description = "Name of the template", required = true)
    String item;

    @Override
    protected Outcome<Sheet> sheet() {
        return new Named(cloud(), caller())
                .catalog(catalog)
                .then(one -> use(Catalogs.class)
                        .then(service -> Pages.all(
                                query -> service.items(caller(), one.catalog().id(), query))))
                .then(all -> Outcome.required(
                        all.stream()
                                .filter(one -> one.templateName().equals(item))
                                .findFirst(),
                        DomainError.notFound("There is no template \"" + item + "\" in this catalog")))
                .map(ItemInfo::sheet);
    }

    private static Sheet sheet(CatalogItem item) {
        Sheet sheet = Sheet.ofOne()
                .row("Name", item.templateName())
                .row("Display name", item.displayName())
                .row("Description", item.description())
                .row("Namespace", item.templateNamespace())
                .row("VMs", item.sizing().machines())
                .row("CPUs", item.sizing().cpus())
                .row("Memory MiB", item.sizing().memoryBytes() >> 20)
                .row("Storage MiB", item.sizing().storageBytes() >> 20)
                .row("OS", item.sizing().guestOs());
        item.parameters().forEach(one -> sheet.row("Parameter " + one.name(), text(one)));
        return sheet;
    }

    /** The default may be a password that the template's author left in it, so it is not shown. */
    private static String text(TemplateParameter parameter) {
        String value =
                parameter.isGenerated() ? "generated" : parameter.value() == null ? "no default" : "has a default";
        return (parameter.required() ? "required, " : "optional, ") + value;
    }
}
