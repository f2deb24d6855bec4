package io.ssvirt.shell.internal.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.PowerActions;
import io.ssvirt.shell.internal.complete.VmNames;

/** Change the power of a VM. */
@Service
@Command(scope = "ssvirt", name = "vm-power", description = "Change the power of a VM")
public final class VmPower extends CloudCommand {

    @Argument(index = 0, name = "vm", description = "Name or id", required = true)
    @Completion(VmNames.class)
    String vm;

    @Argument(index = 1, name = "action", description = "What to do", required = true)
    @Completion(PowerActions.class)
    String action;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("vms/" + asked().map(VmPower::word).orElse("power"), vm));
    }

    @Override
    protected Outcome<?> run() {
        return Outcome.required(asked(), DomainError.invalid("action", "\"" + action + "\" must be one of " + words()))
                .then(what -> new Named(cloud(), caller())
                        .vm(vm)
                        .map(one -> about(one, one.id(), one.name()))
                        .then(one ->
                                use(VirtualMachines.class).then(service -> service.power(caller(), one.id(), what)))
                        .then(change -> say(Progress.of(change))));
    }

    private Optional<PowerAction> asked() {
        return Arrays.stream(PowerAction.values())
                .filter(one -> one.name().equalsIgnoreCase(action.replace('-', '_')))
                .findFirst();
    }

    /** Returns what the API calls it. */
    private static String word(PowerAction action) {
        return switch (action) {
            case ON -> "powerOn";
            case OFF -> "powerOff";
            default -> action.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String words() {
        return Arrays.stream(PowerAction.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
