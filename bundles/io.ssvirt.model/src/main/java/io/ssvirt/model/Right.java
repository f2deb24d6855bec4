package io.ssvirt.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a role may allow. The words are those of VMware Cloud Director where it has one. */
public enum Right {
    /** Acts on every organization; without it every other right ends at the own organization. */
    PROVIDER_SCOPE("General: Provider View"),
    ORGANIZATION_VIEW("Organization: View"),
    ORGANIZATION_MANAGE("Organization: Create, Edit or Delete"),
    USER_VIEW("General: Administrator View"),
    USER_MANAGE("General: Administrator Control"),
    ROLE_MANAGE("Role: Create, Edit, Delete, or Copy"),
    VDC_VIEW("Organization vDC: View"),
    VDC_MANAGE("Organization vDC: Create, Edit or Delete"),
    CATALOG_VIEW("Catalog: View Private and Shared Catalogs"),
    CATALOG_MANAGE("Catalog: Create / Delete a Catalog"),
    VAPP_VIEW("vApp: View"),
    VAPP_CREATE("vApp: Create"),
    VAPP_DELETE("vApp: Delete"),
    VAPP_EDIT("vApp: Edit Properties"),
    VM_EDIT("vApp: Edit VM Properties"),
    VM_EDIT_CPU("vApp: Edit VM CPU"),
    VM_EDIT_MEMORY("vApp: Edit VM Memory"),
    VM_POWER("vApp: Power Operations");

    private final String text;

    Right(String text) {
        this.text = text;
    }

    /** Returns the name that a user reads. */
    public String text() {
        return text;
    }

    /** Returns the id, which is the same in every installation. */
    public Urn id() {
        byte[] name = ("io.ssvirt.right." + name()).getBytes(StandardCharsets.UTF_8);
        return new Urn(EntityType.RIGHT, UUID.nameUUIDFromBytes(name));
    }

    /** Returns the kind of things that it is about, which is what its name begins with. */
    public String category() {
        return text.substring(0, text.indexOf(':'));
    }

    /** Tells whether it allows to see and not to change. */
    public boolean isView() {
        return text.contains("View");
    }

    /** Finds a right by its id. */
    public static Optional<Right> ofId(Urn id) {
        return Arrays.stream(values()).filter(right -> right.id().equals(id)).findFirst();
    }

    /** Finds a right by the name that a user reads. */
    public static Optional<Right> ofText(String text) {
        return Arrays.stream(values()).filter(right -> right.text.equals(text)).findFirst();
    }

    /** Rights of the predefined role {@code System Administrator}. */
    public static Set<Right> ofSystemAdministrator() {
        return EnumSet.allOf(Right.class);
    }

    /** Rights of the predefined role {@code Organization Administrator}. */
    public static Set<Right> ofOrganizationAdministrator() {
        return EnumSet.of(
                ORGANIZATION_VIEW,
                USER_VIEW,
                USER_MANAGE,
                VDC_VIEW,
                CATALOG_VIEW,
                CATALOG_MANAGE,
                VAPP_VIEW,
                VAPP_CREATE,
                VAPP_DELETE,
                VAPP_EDIT,
                VM_EDIT,
                VM_EDIT_CPU,
                VM_EDIT_MEMORY,
                VM_POWER);
    }

    /** Rights of the predefined role {@code vApp User}. */
    public static Set<Right> ofVAppUser() {
        return EnumSet.of(
                ORGANIZATION_VIEW,
                VDC_VIEW,
                CATALOG_VIEW,
                VAPP_VIEW,
                VAPP_CREATE,
                VAPP_DELETE,
                VAPP_EDIT,
                VM_EDIT,
                VM_EDIT_CPU,
                VM_EDIT_MEMORY,
                VM_POWER);
    }
}
