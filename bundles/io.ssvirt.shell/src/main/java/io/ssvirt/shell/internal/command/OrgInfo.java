package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.OrgNames;

/** Show an organization. */
@Service
@Command(scope = "ssvirt", name = "org-info", description = "Show an organization")
public final class OrgInfo extends ShowCommand {

    @Argument(index = 0, name = "organization", description = "Name or id", required = true)
    @Completion(OrgNames.class)
    String organization;

    @Override
    protected Outcome<Sheet> sheet() {
        return new Named(cloud(), caller()).organization(organization).map(one -> Sheet.ofOne()
                .row("Name", one.organization().name())
                .row("Display name", one.organization().displayName())
                .row("Description", one.organization().description())
                .row("Id", one.organization().id())
                .row("Enabled", one.organization().enabled())
                .row("VDCs", one.counts().vdcs())
                .row("Catalogs", one.counts().catalogs())
                .row("vApps", one.counts().vapps())
                .row("Running VMs", one.counts().runningVms())
                .row("Users", one.counts().users())
                .row("Created at", one.organization().createdAt()));
    }
}
