package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.model.Right;
import io.ssvirt.model.Role;

/** A right, in the words of VMware Cloud Director. */
public record RightDto(
        String name,
        String id,
        String description,
        String bundleKey,
        String category,
        String serviceNamespace,
        String rightType,
        List<Ref> impliedRights) {

    /** Maps a right. */
    public static RightDto of(Right right) {
        return new RightDto(
                right.text(),
                right.id().toString(),
                right.text(),
                Role.NO_BUNDLE_KEY,
                right.category(),
                "com.vmware.vcloud",
                right.isView() ? "VIEW" : "MODIFY",
                List.of());
    }
}
