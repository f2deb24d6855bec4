package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.VApps;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.VAppNames;

/** Delete a vApp with everything that came from it. */
@Service
@Command(scope = "ssvirt", name = "vapp-delete", description = "Delete a vApp with everything that came from it")
public final class VAppDelete extends ConfirmedCommand {

    @Argument(index = 0, name = "vapp", description = "Name or id", required = true)
    @Completion(VAppNames.class)
    String vapp;

    @Option(name = "--running", description = "Delete it although machines are running")
    boolean running;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("vapps/delete", vapp));
    }

    @Override
    protected Outcome<?> run() {
        return new Named(cloud(), caller())
                .vapp(vapp)
                .then(one -> confirmed(
                        about(one, one.vapp().id(), one.vapp().name()),
                        "Delete vApp \"" + one.vapp().name() + "\" with its "
                                + one.machines().size() + " machines and their disks?"))
                .then(one -> use(VApps.class)
                        .then(service -> service.delete(caller(), one.vapp().id(), running)))
                .then(change -> say(Progress.of(change)));
    }
}
