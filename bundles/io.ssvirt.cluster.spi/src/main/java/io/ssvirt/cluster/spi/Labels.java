package io.ssvirt.cluster.spi;

/** Labels and annotations by which objects in the cluster are known to be ours (contract 4.2, 4.4 and 4.5). */
public final class Labels {

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String MANAGED_BY_SSVIRT = "ssvirt";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String ORGANIZATION = "ssvirt.io/organization";
    public static final String ORGANIZATION_ID = "ssvirt.io/organization-id";
    public static final String VDC = "ssvirt.io/vdc";
    public static final String VDC_ID = "ssvirt.io/vdc-id";
    public static final String VAPP_ID = "ssvirt.io/vapp-id";
    public static final String TEMPLATE_NAME = "ssvirt.io/template-name";
    public static final String TEMPLATE_INSTANCE = "ssvirt.io/template-instance";
    public static final String OPERATION = "ssvirt.io/operation";
    /** Annotation of a machine with the name that its user gave it. */
    public static final String DISPLAY_NAME = "ssvirt.io/display-name";
    /** Annotation of a machine with what its user says of it; OpenShift's console shows and edits the same. */
    public static final String DESCRIPTION = "description";
    /** Label of a machine with the name of its vApp, kept for clusters that the first implementation filled. */
    public static final String VAPP_NAME = "vapp.ssvirt";
    /** Label that the template controller puts on every object: the UID of the TemplateInstance. */
    public static final String INSTANCE_OWNER = "template.openshift.io/template-instance-owner";

    private Labels() {}
}
