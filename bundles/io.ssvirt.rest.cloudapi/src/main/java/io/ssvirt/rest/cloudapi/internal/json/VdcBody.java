package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;
import java.util.Optional;

import io.ssvirt.api.Vdcs;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.rest.api.JsonFields;

/** Reads what a request says about a VDC. */
public final class VdcBody {

    /** Field whose wrong value has a text of its own. */
    public static final String ALLOCATION_MODEL = "allocationModel";

    private static final String CAPACITY = "computeCapacity";
    private static final List<String> CPU_UNITS = List.of("MHz", "cores", "millicores");
    private static final List<String> MEMORY_UNITS = List.of("MB");

    private VdcBody() {}

    /** Reads a new VDC, which must have a name and an allocation model. */
    public static Vdcs.Draft create(JsonFields fields) {
        Optional<String> name = Optional.of(fields.required("name", Limits.NAME));
        fields.required(ALLOCATION_MODEL, Limits.TITLE);
        return draft(fields, name, ComputeCapacity.UNLIMITED);
    }

    /** Reads changes; numbers and units of the capacity that are absent stay as they are now. */
    public static Vdcs.Draft update(JsonFields fields, ComputeCapacity now) {
        return draft(fields, fields.text("name", Limits.NAME), now);
    }

    private static Vdcs.Draft draft(JsonFields fields, Optional<String> name, ComputeCapacity now) {
        return new Vdcs.Draft(
                name,
                fields.text("description", Limits.DESCRIPTION),
                fields.word(ALLOCATION_MODEL, AllocationModel::ofText, AllocationModel.words()),
                capacity(fields, now),
                fields.object("providerVdc").text("id", Limits.TITLE),
                fields.count("nicQuota"),
                fields.count("networkQuota"),
                fields.flag("isThinProvision"),
                fields.flag("isEnabled"));
    }

    private static Optional<ComputeCapacity> capacity(JsonFields fields, ComputeCapacity now) {
        JsonFields compute = fields.object(CAPACITY);
        Capacity cpu = amount(compute.object("cpu"), now.cpu(), CPU_UNITS);
        Capacity memory = amount(compute.object("memory"), now.memory(), MEMORY_UNITS);
        return compute.isPresent() ? Optional.of(new ComputeCapacity(cpu, memory)) : Optional.empty();
    }

    private static Capacity amount(JsonFields fields, Capacity now, List<String> units) {
        return new Capacity(
                fields.amount("allocated").orElse(now.allocated()),
                fields.amount("limit").orElse(now.limit()),
                fields.word("units", text -> unit(text, units), String.join(", ", units))
                        .orElse(now.units()));
    }

    private static Optional<String> unit(String text, List<String> units) {
        return units.stream().filter(text::equalsIgnoreCase).findFirst();
    }
}
