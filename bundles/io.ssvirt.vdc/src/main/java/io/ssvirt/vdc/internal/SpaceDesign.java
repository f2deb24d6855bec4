package io.ssvirt.vdc.internal;

import java.util.LinkedHashMap;
import java.util.Map;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Vdc;

/** Designs the namespace set of a VDC from what the VDC and its organization say (contract 4.2). */
final class SpaceDesign {

    private static final String MACHINES = "count/virtualmachines.kubevirt.io";

    private final QuotaRules rules;

    /** Takes how limits of a VDC become a quota. */
    SpaceDesign(QuotaRules rules) {
        this.rules = rules;
    }

    DesiredSpace of(Vdc vdc, Organization organization) {
        Map<String, String> quota = new LinkedHashMap<>(rules.everywhere());
        long millicores = rules.millicores(vdc.capacity().cpu());
        if (millicores > 0) {
            quota.put("requests.cpu", millicores + "m");
            quota.put("limits.cpu", millicores + "m");
        }
        long mebibytes = rules.mebibytes(vdc.capacity().memory());
        if (mebibytes > 0) {
            quota.put("requests.memory", mebibytes + "Mi");
            quota.put("limits.memory", mebibytes + "Mi");
        }
        if (!vdc.enabled()) {
            // What is there may go on and start again; nothing new comes, whoever asks for it.
            quota.put(MACHINES, "0");
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
        annotations.put("ssvirt.io/created-by", "ssvirt-api-server");
        if (!vdc.enabled()) {
            annotations.put("ssvirt.io/vdc-disabled", "true");
        }
        return annotations;
    }
}
