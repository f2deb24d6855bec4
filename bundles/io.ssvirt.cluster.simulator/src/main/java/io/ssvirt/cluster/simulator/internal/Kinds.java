package io.ssvirt.cluster.simulator.internal;

import java.util.Map;
import java.util.Optional;

/** The kinds of objects that the simulated cluster has, with the names of their resources. */
final class Kinds {

    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("v1/Secret", "secrets"),
            Map.entry("v1/ConfigMap", "configmaps"),
            Map.entry("v1/Service", "services"),
            Map.entry("v1/ServiceAccount", "serviceaccounts"),
            Map.entry("v1/PersistentVolumeClaim", "persistentvolumeclaims"),
            Map.entry("apps/v1/Deployment", "deployments"),
            Map.entry("apps/v1/StatefulSet", "statefulsets"),
            Map.entry("batch/v1/Job", "jobs"),
            Map.entry("rbac.authorization.k8s.io/v1/Role", "roles"),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", "rolebindings"),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", "networkpolicies"),
            Map.entry("networking.k8s.io/v1/Ingress", "ingresses"),
            Map.entry("route.openshift.io/v1/Route", "routes"),
            Map.entry("image.openshift.io/v1/ImageStream", "imagestreams"),
            Map.entry("build.openshift.io/v1/BuildConfig", "buildconfigs"),
            Map.entry("apps.openshift.io/v1/DeploymentConfig", "deploymentconfigs"),
            Map.entry("cdi.kubevirt.io/v1beta1/DataVolume", "datavolumes"),
            Map.entry("kubevirt.io/v1/VirtualMachine", "virtualmachines"));

    private Kinds() {}

    /** Returns the plural of a kind, such as {@code configmaps}; empty when the cluster does not have it. */
    static Optional<String> resource(String apiVersion, String kind) {
        return Optional.ofNullable(RESOURCES.get(apiVersion + "/" + kind));
    }

    /** Returns the API group of a version, empty for the core group. */
    static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Writes an object as errors of the cluster name it, such as {@code configmaps "c"}. */
    static String quoted(String apiVersion, String kind, String name) {
        String group = group(apiVersion);
        return resource(apiVersion, kind).orElse(kind) + (group.isEmpty() ? "" : "." + group) + " \"" + name + "\"";
    }
}
