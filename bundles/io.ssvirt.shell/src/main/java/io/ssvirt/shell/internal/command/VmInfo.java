package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.VmNames;

/** Show a VM as it was last observed. */
@Service
@Command(scope = "ssvirt", name = "vm-info", description = "Show a VM as it was last observed")
public final class VmInfo extends ShowCommand {

    @Argument(index = 0, name = "vm", description = "Name or id", required = true)
    @Completion(VmNames.class)
    String vm;

    @Override
    protected Outcome<Sheet> sheet() {
        return new Named(cloud(), caller()).vm(vm).map(one -> {
            Sheet sheet = Sheet.ofOne()
                    .row("Name", one.name())
                    .row("Id", one.id())
                    .row("Status", one.status())
                    .row("Message", one.message())
                    .row("Object", one.namespace().value() + "/" + one.objectName())
                    .row("vApp", one.vappId())
                    .row("CPUs", one.cpus())
                    .row("Memory MiB", one.memoryBytes() >> 20)
                    .row("OS", one.guestOs())
                    .row("Node", one.node())
                    .row("Guest agent", one.agent())
                    .row("Updated at", one.updatedAt());
            one.networks().forEach(network -> sheet.row("Network " + network.network(), network.ipAddress()));
            return sheet;
        });
    }
}
