package io.ssvirt.vdc.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.Vdc;

/** The changeable values of a VDC: from a request, and to and from the intent that would have to take a change back. */
final class VdcValues {

    private VdcValues() {}

    /** Returns the VDC with what a request says; what it does not say stays. */
    static Vdc changed(Vdc vdc, Draft draft, Instant now) {
        return new Vdc(
                vdc.id(),
                vdc.orgId(),
                draft.name().orElse(vdc.name()),
                draft.description().orElse(vdc.description()),
                draft.allocationModel().orElse(vdc.allocationModel()),
                draft.capacity().orElse(vdc.capacity()),
                draft.providerVdcId().orElse(vdc.providerVdcId()),
                draft.nicQuota().orElse(vdc.nicQuota()),
                draft.networkQuota().orElse(vdc.networkQuota()),
                draft.thinProvision().orElse(vdc.thinProvision()),
                draft.enabled().orElse(vdc.enabled()),
                vdc.namespace(),
                vdc.state(),
                vdc.createdAt(),
                now);
    }

    /** Writes the values down. */
    static Map<String, String> of(Vdc vdc) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("namespace", vdc.namespace().value());
        values.put("name", vdc.name());
        values.put("description", vdc.description());
        values.put("allocationModel", vdc.allocationModel().name());
        put(values, "cpu", vdc.capacity().cpu());
        put(values, "memory", vdc.capacity().memory());
        values.put("providerVdc", vdc.providerVdcId());
        values.put("nicQuota", Integer.toString(vdc.nicQuota()));
        values.put("networkQuota", Integer.toString(vdc.networkQuota()));
        values.put("thinProvision", Boolean.toString(vdc.thinProvision()));
        values.put("enabled", Boolean.toString(vdc.enabled()));
        return values;
    }

    /** Returns the VDC with values that were written down. */
    static Vdc restored(Vdc vdc, Map<String, String> values, Instant now) {
        return new Vdc(
                vdc.id(),
                vdc.orgId(),
                values.get("name"),
                values.get("description"),
                AllocationModel.valueOf(values.get("allocationModel")),
                new ComputeCapacity(capacity(values, "cpu"), capacity(values, "memory")),
                values.get("providerVdc"),
                Integer.parseInt(values.get("nicQuota")),
                Integer.parseInt(values.get("networkQuota")),
                Boolean.parseBoolean(values.get("thinProvision")),
                Boolean.parseBoolean(values.get("enabled")),
                vdc.namespace(),
                vdc.state(),
                vdc.createdAt(),
                now);
    }

    private static void put(Map<String, String> values, String what, Capacity capacity) {
        values.put(what + ".allocated", Long.toString(capacity.allocated()));
        values.put(what + ".limit", Long.toString(capacity.limit()));
        values.put(what + ".units", capacity.units());
    }

    private static Capacity capacity(Map<String, String> values, String what) {
        return new Capacity(
                Long.parseLong(values.get(what + ".allocated")),
                Long.parseLong(values.get(what + ".limit")),
                values.get(what + ".units"));
    }
}
