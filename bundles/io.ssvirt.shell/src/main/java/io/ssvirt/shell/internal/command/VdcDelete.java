package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Vdcs;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.VdcNames;

/** Delete a VDC that has no vApps, with its namespace. */
@Service
@Command(scope = "ssvirt", name = "vdc-delete", description = "Delete a VDC that has no vApps, with its namespace")
public final class VdcDelete extends ConfirmedCommand {

    @Argument(index = 0, name = "vdc", description = "Name or id", required = true)
    @Completion(VdcNames.class)
    String vdc;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("vdcs/delete", vdc));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .vdc(vdc)
                .then(one -> confirmed(
                        about(one, one.id(), one.name()),
                        "Delete VDC \"" + one.name() + "\" with its namespace "
                                + one.namespace().value() + "?"))
                .then(one -> use(Vdcs.class).then(service -> service.delete(caller(), one.orgId(), one.id())))
                .then(change -> say(Progress.of(change)));
    }
}
