package io.ssvirt.cluster.kubernetes.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A kind of objects, and where the API server keeps them. */
record Kind(String group, String version, String name, String plural, boolean namespaced) {

    static final Kind NAMESPACE = new Kind("", "v1", "Namespace", "namespaces", false);
    static final Kind SECRET = new Kind("", "v1", "Secret", "secrets", true);
    static final Kind CONFIG_MAP = new Kind("", "v1", "ConfigMap", "configmaps", true);
    static final Kind QUOTA = new Kind("", "v1", "ResourceQuota", "resourcequotas", true);
    static final Kind LIMITS = new Kind("", "v1", "LimitRange", "limitranges", true);
    static final Kind NETWORK_POLICY = new Kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true);
    static final Kind ACCOUNT = new Kind("", "v1", "ServiceAccount", "serviceaccounts", true);
    static final Kind ROLE = new Kind("rbac.authorization.k8s.io", "v1", "Role", "roles", true);
    static final Kind ROLE_BINDING = new Kind("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true);
    static final Kind NETWORK = new Kind("k8s.ovn.org", "v1", "UserDefinedNetwork", "userdefinednetworks", true);
    static final Kind LEASE = new Kind("coordination.k8s.io", "v1", "Lease", "leases", true);
    static final Kind TEMPLATE = new Kind("template.openshift.io", "v1", "Template", "templates", true);
    static final Kind INSTANCE = new Kind("template.openshift.io", "v1", "TemplateInstance", "templateinstances", true);
    static final Kind MACHINE = new Kind("kubevirt.io", "v1", "VirtualMachine", "virtualmachines", true);
    static final Kind INSTANCETYPE = new Kind(
            "instancetype.kubevirt.io",
            "v1beta1",
            "VirtualMachineClusterInstancetype",
            "virtualmachineclusterinstancetypes",
            false);
    static final Kind OWN_INSTANCETYPE = new Kind(
            "instancetype.kubevirt.io", "v1beta1", "VirtualMachineInstancetype", "virtualmachineinstancetypes", true);
    static final Kind CLAIM = new Kind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true);
    static final Kind GUEST = new Kind("kubevirt.io", "v1", "VirtualMachineInstance", "virtualmachineinstances", true);

    /** Returns the same kind in another version. */
    Kind in(String other) {
        return new Kind(group, other, name, plural, namespaced);
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Returns the path of all objects of this kind. */
    String path() {
        return root() + "/" + plural;
    }

    /** Returns the path of the objects in a namespace. */
    String path(String namespace) {
        return namespaced ? root() + "/namespaces/" + segment(namespace) + "/" + plural : path();
    }

    /** Returns the path of one object; the namespace is of no matter for a kind without. */
    String path(String namespace, String object) {
        return path(namespace) + "/" + segment(object);
    }

    /** Names an object in messages. */
    String called(String object) {
        return name + " \"" + object + "\"";
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(name)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    private String root() {
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    /** Encodes a name so that it stays one segment of the path whatever it holds. */
    static String segment(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
