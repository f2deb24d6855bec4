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
import io.ssvirt.shell.internal.complete.OrgNames;

/** List VDCs. */
@Service
@Command(scope = "ssvirt", name = "vdc-list", description = "List VDCs")
public final class VdcList extends ShowCommand {

    @Option(name = "--org", description = "Only those of this organization")
    @Completion(OrgNames.class)
    String org;

    @Override
    protected Outcome<Sheet> sheet() {
        Named named = new Named(cloud(), caller());
        Outcome<Optional<Urn>> of = org == null
                ? Outcome.done(Optional.empty())
                : named.organization(org)
                        .map(one -> Optional.of(one.organization().id()));
        return of.then(organization -> named.vdcs().map(all -> {
            Sheet sheet = Sheet.of("Name", "State", "Enabled", "Namespace", "Id");
            all.stream()
                    .filter(vdc -> organization.isEmpty() || organization.get().equals(vdc.orgId()))
                    .forEach(vdc -> sheet.row(
                            vdc.name(),
                            vdc.state(),
                            vdc.enabled(),
                            vdc.namespace().value(),
                            vdc.id()));
            return sheet;
        }));
    }
}
