package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Organizations;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** List organizations. */
@Service
@Command(scope = "ssvirt", name = "org-list", description = "List organizations")
public final class OrgList extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(Organizations.class)
                .then(service -> Pages.all(query -> service.list(caller(), query)))
                .map(all -> {
                    Sheet sheet = Sheet.of("Name", "Enabled", "VDCs", "vApps", "Users", "Id");
                    all.forEach(one -> sheet.row(
                            one.organization().name(),
                            one.organization().enabled(),
                            one.counts().vdcs(),
                            one.counts().vapps(),
                            one.counts().users(),
                            one.organization().id()));
                    return sheet;
                });
    }
}
