package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.VAppNames;

/** Show a vApp with its VMs. */
@Service
@Command(scope = "ssvirt", name = "vapp-info", description = "Show a vApp with its VMs")
public final class VAppInfo extends ShowCommand {

    @Argument(index = 0, name = "vapp", description = "Name or id", required = true)
    @Completion(VAppNames.class)
    String vapp;

    @Override
    protected Outcome<Sheet> sheet() {
        return new Named(cloud(), caller()).vapp(vapp).map(one -> {
            Sheet sheet = Sheet.ofOne()
                    .row("Name", one.vapp().name())
                    .row("Description", one.vapp().description())
                    .row("Id", one.vapp().id())
                    .row("VDC", one.vapp().vdcId())
                    .row("State", one.vapp().state())
                    .row("Status", one.vapp().status())
                    .row(
                            "Template",
                            one.vapp().templateNamespace() + "/" + one.vapp().templateName())
                    .row("Namespace", one.vapp().namespace().value())
                    .row("Failure", one.vapp().failure())
                    .row("Created at", one.vapp().createdAt());
            one.machines().forEach(vm -> sheet.row("VM " + vm.name(), vm.status()));
            return sheet;
        });
    }
}
