package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.model.Capacity;
import io.ssvirt.model.Vdc;
import io.ssvirt.rest.cloudapi.internal.Times;

/** A VDC (contract 1.6), with its state, its organization and its times added. */
public record VdcDto(
        String id,
        String name,
        String displayName,
        String description,
        String allocationModel,
        Compute computeCapacity,
        ProviderVdc providerVdc,
        int nicQuota,
        int networkQuota,
        Map<String, Object> vdcStorageProfiles,
        @JsonProperty("isThinProvision") boolean thinProvision,
        @JsonProperty("isEnabled") boolean enabled,
        String status,
        Ref org,
        String creationDate,
        String lastModified) {

    /** CPU and memory. */
    public record Compute(Amount cpu, Amount memory) {}

    /** What is promised, what is the most, and in which unit. */
    public record Amount(long allocated, long limit, String units) {

        private static Amount of(Capacity capacity) {
            return new Amount(capacity.allocated(), capacity.limit(), capacity.units());
        }
    }

    /** The provider VDC as the client named it. */
    public record ProviderVdc(String id) {}

    /** Maps a VDC. */
    public static VdcDto of(Vdc vdc, Ref org) {
        return new VdcDto(
                vdc.id().toString(),
                vdc.name(),
                vdc.name(),
                vdc.description(),
                vdc.allocationModel().text(),
                new Compute(
                        Amount.of(vdc.capacity().cpu()),
                        Amount.of(vdc.capacity().memory())),
                new ProviderVdc(vdc.providerVdcId()),
                vdc.nicQuota(),
                vdc.networkQuota(),
                Map.of(),
                vdc.thinProvision(),
                vdc.enabled(),
                vdc.state().name(),
                org,
                Times.seconds(vdc.createdAt()),
                Times.seconds(vdc.updatedAt()));
    }
}
