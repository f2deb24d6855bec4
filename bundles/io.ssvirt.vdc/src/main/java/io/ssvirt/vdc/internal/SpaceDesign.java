package io.ssvirt.vdc.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Vdc;

/** Designs the namespace set of a VDC from what the VDC and its organization say (contract 4.2). */
final class SpaceDesign {

    private static final Map<String, String> COUNTS =
            Map.of("pods", "50", "persistentvolumeclaims", "20", "services", "10", "secrets", "50", "configmaps", "50");

    private final int mhzPerCore;

    /** Takes the clock rate that one core stands for when a limit is given in MHz. */
    SpaceDesign(int mhzPerCore) {
        this.mhzPerCore = mhzPerCore;
    }

    DesiredSpace of(Vdc vdc, Organization organization) {
        Map<String, String> quota = new LinkedHashMap<>(COUNTS);
        long millicores = millicores(vdc.capacity().cpu());
        if (millicores > 0) {
            quota.put("requests.cpu", millicores + "m");
            quota.put("limits.cpu", millicores + "m");
        }
        long mebibytes = vdc.capacity().memory().limit();
        if (mebibytes > 0) {
            quota.put("requests.memory", mebibytes + "Mi");
            quota.put("limits.memory", mebibytes + "Mi");
        }
        return new DesiredSpace(
                vdc.id().id(),
                vdc.namespace(),
                labels(vdc, organization),
                annotations(vdc, organization),
                quota,
                mebibytes > 0,
                millicores > 0);
    }

    private long millicores(Capacity cpu) {
        return switch (cpu.units().toLowerCase(Locale.ROOT)) {
            case "cores" -> cpu.limit() * 1000L;
            case "millicores" -> cpu.limit();
            case "ghz" -> perCore(cpu.limit() * 1_000_000L);
            default -> perCore(cpu.limit() * 1000L);
        };
    }

    /** Rounds up, so that a limit never becomes none. */
    private long perCore(long milliMhz) {
        return (milliMhz + mhzPerCore - 1) / mhzPerCore;
    }

    private static Map<String, String> labels(Vdc vdc, Organization organization) {
        return Map.of(
                Labels.ORGANIZATION, LabelValue.of(organization.name()),
                Labels.ORGANIZATION_ID, organization.id().id().toString(),
                Labels.VDC, LabelValue.of(vdc.name()),
                Labels.VDC_ID, vdc.id().id().toString(),
                Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT,
                Labels.COMPONENT, "vdc");
    }

    private static Map<String, String> annotations(Vdc vdc, Organization organization) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("ssvirt.io/organization-display-name", organization.displayName());
        annotations.put("ssvirt.io/organization-description", organization.description());
        annotations.put("ssvirt.io/organization-urn", organization.id().toString());
        annotations.put("ssvirt.io/vdc-description", vdc.description());
        annotations.put("ssvirt.io/vdc-urn", vdc.id().toString());
        annotations.put("ssvirt.io/created-by", "ssvirt");
        annotations.put("ssvirt.io/vdc-disabled", String.valueOf(!vdc.enabled()));
        return annotations;
    }
}
