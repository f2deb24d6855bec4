package io.ssvirt.vdc.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.VdcRepository.Placed;

/** The changeable values of a VDC: from a request, and to and from the intent that makes a change or takes it back. */
final class VdcValues {

    /** Prefix of the values that are wanted; without it stand those that were before. */
    static final String TO = "to.";

    private static final String ORGANIZATION = "org.";

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

    /** Writes down everything that carrying out a change needs, and what taking it back needs. */
    static Map<String, String> change(Vdc before, Placed after) {
        Map<String, String> desired = of(before);
        of(after.vdc()).forEach((name, value) -> desired.put(TO + name, value));
        desired.put(ORGANIZATION + "name", after.orgName());
        desired.put(ORGANIZATION + "displayName", after.orgDisplayName());
        desired.put(ORGANIZATION + "description", after.orgDescription());
        return desired;
    }

    /** Returns the names of the values that an accepted change changes. */
    static Set<String> changedBy(Map<String, String> desired) {
        return desired.keySet().stream()
                .filter(name -> desired.containsKey(TO + name))
                .filter(name -> !desired.get(name).equals(desired.get(TO + name)))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the VDC as an accepted change wants it; empty when the change was written down by an earlier version, which left
     * what is wanted to the row.
     */
    static Optional<Vdc> wanted(Intent intent) {
        Map<String, String> desired = intent.desired();
        if (!desired.containsKey(TO + "name")) {
            return Optional.empty();
        }
        Map<String, String> values = target(desired);
        return Optional.of(new Vdc(
                intent.entity(),
                intent.orgId(),
                values.get("name"),
                values.get("description"),
                AllocationModel.valueOf(values.get("allocationModel")),
                new ComputeCapacity(capacity(values, "cpu"), capacity(values, "memory")),
                values.get("providerVdc"),
                Integer.parseInt(values.get("nicQuota")),
                Integer.parseInt(values.get("networkQuota")),
                Boolean.parseBoolean(values.get("thinProvision")),
                Boolean.parseBoolean(values.get("enabled")),
                new NamespaceName(values.get("namespace")),
                VdcState.UPDATING,
                intent.acceptedAt(),
                intent.acceptedAt()));
    }

    /** Returns the VDC that a change wants as it was before; an earlier version wrote down only what it changed. */
    static Vdc before(Intent change, Vdc wanted) {
        Map<String, String> values = of(wanted);
        values.replaceAll((name, value) -> change.desired().getOrDefault(name, value));
        return restored(wanted, values, change.acceptedAt());
    }

    private static Map<String, String> target(Map<String, String> desired) {
        return desired.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(TO))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(TO.length()), Map.Entry::getValue));
    }

    /** Returns the organization as far as a namespace shows it, as it was when the change was accepted. */
    static Organization organization(Intent intent) {
        Map<String, String> desired = intent.desired();
        return new Organization(
                intent.orgId(),
                desired.get(ORGANIZATION + "name"),
                desired.get(ORGANIZATION + "displayName"),
                desired.get(ORGANIZATION + "description"),
                true,
                false,
                false,
                "",
                intent.acceptedAt(),
                intent.acceptedAt());
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
