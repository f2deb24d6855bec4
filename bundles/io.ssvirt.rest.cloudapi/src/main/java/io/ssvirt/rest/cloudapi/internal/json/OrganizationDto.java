package io.ssvirt.rest.cloudapi.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.api.Organizations;
import io.ssvirt.model.Organization;
import io.ssvirt.rest.cloudapi.internal.Times;

/** An organization (contract 1.4). Disks and directly managed organizations do not exist here, so they count 0. */
public record OrganizationDto(
        String id,
        String name,
        String displayName,
        String description,
        @JsonProperty("isEnabled") boolean enabled,
        long orgVdcCount,
        long catalogCount,
        long vappCount,
        long runningVMCount,
        long userCount,
        int diskCount,
        boolean canManageOrgs,
        boolean canPublish,
        String maskedEventTaskUsername,
        int directlyManagedOrgCount,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("deleted_at") @JsonInclude(JsonInclude.Include.ALWAYS) String deletedAt) {

    /** Maps an organization with its numbers. */
    public static OrganizationDto of(Organizations.Counted counted) {
        Organization org = counted.organization();
        Organizations.Counts counts = counted.counts();
        return new OrganizationDto(
                org.id().toString(),
                org.name(),
                org.displayName(),
                org.description(),
                org.enabled(),
                counts.vdcs(),
                counts.catalogs(),
                counts.vapps(),
                counts.runningVms(),
                counts.users(),
                0,
                org.canManageOrgs(),
                org.canPublish(),
                org.maskedEventTaskUsername(),
                0,
                Times.micros(org.createdAt()),
                Times.micros(org.updatedAt()),
                null);
    }
}
