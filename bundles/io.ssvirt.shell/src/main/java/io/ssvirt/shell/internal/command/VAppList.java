package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;
import io.ssvirt.shell.internal.complete.VdcNames;

/** List vApps. */
@Service
@Command(scope = "ssvirt", name = "vapp-list", description = "List vApps")
public final class VAppList extends ShowCommand {

    @Option(name = "--vdc", description = "Only those of this VDC")
    @Completion(VdcNames.class)
    String vdc;

    @Override
    protected Outcome<Sheet> sheet() {
        Named named = new Named(cloud(), caller());
        Outcome<Optional<Urn>> of =
                vdc == null ? Outcome.done(Optional.empty()) : named.vdc(vdc).map(one -> Optional.of(one.id()));
        return of.then(named::vapps).map(all -> {
            Sheet sheet = Sheet.of("Name", "Status", "VMs", "Template", "Namespace", "Id");
            all.forEach(one -> sheet.row(
                    one.vapp().name(),
                    one.vapp().status(),
                    one.machines().size(),
                    one.vapp().templateName(),
                    one.vapp().namespace().value(),
                    one.vapp().id()));
            return sheet;
        });
    }
}
