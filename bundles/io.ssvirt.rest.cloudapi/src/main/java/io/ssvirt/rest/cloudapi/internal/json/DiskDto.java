package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.VirtualDisk;

/** A disk of a VM; size and storage class are left out while they are unknown. */
public record DiskDto(String name, Long sizeMb, String storageClass) {

    private static final long MIB = 1024L * 1024;

    static DiskDto of(VirtualDisk disk) {
        boolean classed = disk.storageClass() != null && !disk.storageClass().isEmpty();
        return new DiskDto(
                disk.name(),
                disk.sizeBytes() > 0 ? Long.valueOf(disk.sizeBytes() / MIB) : null,
                classed ? disk.storageClass() : null);
    }
}
