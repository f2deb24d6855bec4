package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.api.VApps;
import io.ssvirt.model.VApp;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * A vApp (contract 2.11 and 2.12), the same in lists and alone.
 *
 * @param powerState {@code MIXED} when its VMs differ; left out while it has none
 * @param statusMessage why the cluster could not instantiate it; left out when it could
 */
public record VAppDto(
        String id,
        String name,
        String description,
        String status,
        String statusMessage,
        String powerState,
        String vdcId,
        Ref vdc,
        Ref org,
        String createdAt,
        String updatedAt,
        int numberOfVMs,
        String href,
        InstanceDto instance,
        List<VmEntryDto> vms) {

    /** Maps a vApp with its machines. */
    public static VAppDto of(VApps.Detail detail, Names names) {
        VApp vapp = detail.vapp();
        return new VAppDto(
                vapp.id().toString(),
                vapp.name(),
                vapp.description(),
                vapp.status().name(),
                vapp.failure() == null || vapp.failure().isEmpty() ? null : vapp.failure(),
                PowerState.of(detail.machines()),
                vapp.vdcId().toString(),
                names.vdc(vapp.vdcId()),
                names.org(vapp.orgId()),
                Times.seconds(vapp.createdAt()),
                Times.seconds(vapp.updatedAt()),
                detail.machines().size(),
                "/cloudapi/1.0.0/vapps/" + vapp.id(),
                InstanceDto.of(detail),
                detail.machines().stream().map(VmEntryDto::of).toList());
    }

    /** Maps a vApp of which only itself is known. */
    public static VAppDto of(VApp vapp, Names names) {
        return of(new VApps.Detail(vapp, List.of()), names);
    }
}
