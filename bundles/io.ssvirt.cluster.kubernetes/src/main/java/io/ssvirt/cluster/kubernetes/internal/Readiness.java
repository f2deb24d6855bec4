package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ssvirt.cluster.spi.template.Tree;

/** Whether an object of a template has come up, for the kinds that OpenShift's template controller can wait for. */
enum Readiness {
    READY,
    WAITING,
    FAILED;

    private static final String ANNOTATION = "template.alpha.openshift.io/wait-for-ready";
    private static final Set<String> KINDS = Set.of(
            "apps/Deployment",
            "apps/StatefulSet",
            "batch/Job",
            "build.openshift.io/Build",
            "apps.openshift.io/DeploymentConfig",
            "route.openshift.io/Route");

    /** Tells whether an instance is ready only when this object of its template is. */
    static boolean isAwaited(Map<String, Object> object) {
        return isOfKind(Tree.text(object, "apiVersion"), Tree.text(object, "kind"))
                && "true".equals(Metadata.of(object).annotation(ANNOTATION));
    }

    /** Tells whether objects of a kind can be waited for at all. */
    static boolean isOfKind(String apiVersion, String kind) {
        return KINDS.contains(apiVersion.replaceFirst("/.*", "") + "/" + kind);
    }

    static Readiness of(Map<String, Object> object) {
        Conditions conditions = Conditions.of(object);
        return switch (Tree.text(object, "kind")) {
            case "Deployment" -> rollout(object, conditions, "NewReplicaSetAvailable");
            case "DeploymentConfig" -> rollout(object, conditions, "NewReplicationControllerAvailable");
            case "StatefulSet" -> ready(replicas(object, "spec", 1) == replicas(object, "status", 0));
            case "Job" -> conditions.is("Failed", "True") ? FAILED : ready(conditions.is("Complete", "True"));
            case "Build" -> build(Tree.text(Tree.map(object, "status"), "phase"));
            default -> route(object);
        };
    }

    /** What was observed before the last change says nothing of it. */
    private static Readiness rollout(Map<String, Object> object, Conditions conditions, String done) {
        long generation = number(Tree.map(object, "metadata"), "generation", 0);
        if (number(Tree.map(object, "status"), "observedGeneration", 0) < generation) {
            return WAITING;
        }
        if (conditions.is("Progressing", "False")) {
            return FAILED;
        }
        return ready(conditions.values().stream()
                .anyMatch(each -> each.type().equals("Progressing")
                        && each.status().equals("True")
                        && each.reason().equals(done)));
    }

    private static Readiness build(String phase) {
        return Set.of("Cancelled", "Error", "Failed").contains(phase) ? FAILED : ready(phase.equals("Complete"));
    }

    private static Readiness route(Map<String, Object> object) {
        List<Map<String, Object>> ingress = Tree.maps(Tree.map(object, "status"), "ingress");
        return ready(!ingress.isEmpty() && !Tree.text(ingress.get(0), "host").isEmpty());
    }

    private static Readiness ready(boolean isReady) {
        return isReady ? READY : WAITING;
    }

    private static long replicas(Map<String, Object> object, String part, long usual) {
        return number(Tree.map(object, part), part.equals("spec") ? "replicas" : "readyReplicas", usual);
    }

    private static long number(Map<String, Object> tree, String key, long usual) {
        return tree.get(key) instanceof Number number ? number.longValue() : usual;
    }
}
