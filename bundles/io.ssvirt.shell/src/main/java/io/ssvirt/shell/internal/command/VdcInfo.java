package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Capacity;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.VdcNames;

/** Show a VDC. */
@Service
@Command(scope = "ssvirt", name = "vdc-info", description = "Show a VDC")
public final class VdcInfo extends ShowCommand {

    @Argument(index = 0, name = "vdc", description = "Name or id", required = true)
    @Completion(VdcNames.class)
    String vdc;

    @Override
    protected Outcome<Sheet> sheet() {
        return new Named(cloud(), caller()).vdc(vdc).map(one -> Sheet.ofOne()
                .row("Name", one.name())
                .row("Description", one.description())
                .row("Id", one.id())
                .row("Organization", one.orgId())
                .row("State", one.state())
                .row("Enabled", one.enabled())
                .row("Allocation model", one.allocationModel().text())
                .row("CPU", text(one.capacity().cpu()))
                .row("Memory", text(one.capacity().memory()))
                .row("Namespace", one.namespace().value())
                .row("Created at", one.createdAt())
                .row("Updated at", one.updatedAt()));
    }

    private static String text(Capacity capacity) {
        String limit = capacity.limit() == 0 ? "no limit" : "limit " + capacity.limit() + " " + capacity.units();
        return capacity.allocated() + " " + capacity.units() + " allocated, " + limit;
    }
}
