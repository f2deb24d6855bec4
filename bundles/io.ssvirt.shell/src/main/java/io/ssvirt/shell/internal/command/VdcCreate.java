package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Vdcs;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Named;
import io.ssvirt.shell.internal.complete.AllocationModels;
import io.ssvirt.shell.internal.complete.OrgNames;

/** Create a VDC and its namespace. */
@Service
@Command(scope = "ssvirt", name = "vdc-create", description = "Create a VDC and its namespace")
public final class VdcCreate extends CloudCommand {

    @Argument(index = 0, name = "organization", description = "Name or id of the organization", required = true)
    @Completion(OrgNames.class)
    String organization;

    @Argument(index = 1, name = "name", description = "Name, unique in the organization", required = true)
    String name;

    @Option(name = "--model", description = "Allocation model")
    @Completion(AllocationModels.class)
    String model = "Flex";

    @Option(name = "--cpu-mhz", description = "Limit of CPU in MHz; 0 for none")
    long cpu;

    @Option(name = "--memory-mb", description = "Limit of memory in MB; 0 for none")
    long memory;

    @Option(name = "--description", description = "What it is for")
    String description;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("vdcs/create", name));
    }

    @Override
    protected Outcome<?> run() {
        Outcome<AllocationModel> chosen = Outcome.required(
                AllocationModel.ofText(model),
                DomainError.invalid("model", "\"" + model + "\" must be one of " + AllocationModel.words()));
        return chosen.then(allocation -> new Named(cloud(), caller())
                .organization(organization)
                .then(org -> use(Vdcs.class)
                        .then(service ->
                                service.create(caller(), org.organization().id(), draft(allocation))))
                .then(change -> {
                    about(change, change.entity().id(), name);
                    out().println(change.entity().id());
                    return change.isFinished()
                            ? Outcome.done(change)
                            : say(Progress.of(change)).map(said -> change);
                }));
    }

    private Vdcs.Draft draft(AllocationModel allocation) {
        return new Vdcs.Draft(
                Optional.of(name),
                Optional.ofNullable(description),
                Optional.of(allocation),
                Optional.of(new ComputeCapacity(new Capacity(cpu, cpu, "MHz"), new Capacity(memory, memory, "MB"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
