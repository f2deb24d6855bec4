package io.ssvirt.model;

import java.time.Instant;
import java.util.Set;

/** A named set of rights (contract 1.5). */
public record Role(
        Urn id,
        String name,
        String description,
        String bundleKey,
        boolean readOnly,
        Set<Right> rights,
        Instant createdAt,
        Instant updatedAt) {

    public static final String SYSTEM_ADMINISTRATOR = "System Administrator";
    public static final String ORGANIZATION_ADMINISTRATOR = "Organization Administrator";
    public static final String VAPP_USER = "vApp User";

    /** Key of the translated name of a role that has none, as VMware Cloud Director writes it. */
    public static final String NO_BUNDLE_KEY = "com.vmware.vcloud.undefined.key";

    /** Keeps its own copy of the rights. */
    public Role {
        rights = Set.copyOf(rights);
    }
}
