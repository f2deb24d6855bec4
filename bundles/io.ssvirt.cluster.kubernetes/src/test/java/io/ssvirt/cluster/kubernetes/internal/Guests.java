package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ssvirt.cluster.spi.template.Tree;

/** What a node says of a guest in each of its phases, as the status of a VirtualMachineInstance. */
final class Guests {

    private static final Map<String, String> NEXT =
            Map.of("", "Pending", "Pending", "Scheduling", "Scheduling", "Scheduled", "Scheduled", "Running");

    private Guests() {}

    /** Makes the change into the next phase. */
    static Map<String, Object> next(Map<String, Object> guest, Map<String, Map<String, Object>> claims) {
        String phase = NEXT.get(Tree.text(Tree.map(guest, "status"), "phase"));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", phase);
        status.put("currentCPUTopology", Map.of("sockets", 1, "cores", 2, "threads", 1));
        if ("Running".equals(phase)) {
            status.put("nodeName", "node01");
            status.put(
                    "interfaces",
                    List.of(Map.of("name", "default", "ipAddress", "10.244.0.7", "mac", "02:00:00:00:00:07")));
            status.put("volumeStatus", volumes(guest, claims));
        }
        Metadata metadata = Metadata.of(guest);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", Kind.GUEST.apiVersion());
        part.put("kind", Kind.GUEST.name());
        part.put("metadata", Map.of("name", metadata.name(), "namespace", metadata.namespace()));
        part.put("status", status);
        return part;
    }

    /** Returns the name of the claim behind a volume; empty when there is none. A data volume's claim is called as it is. */
    static String claim(Map<String, Object> volume) {
        String claim = Tree.text(Tree.map(volume, "persistentVolumeClaim"), "claimName");
        return claim.isEmpty() ? Tree.text(Tree.map(volume, "dataVolume"), "name") : claim;
    }

    private static List<Map<String, Object>> volumes(
            Map<String, Object> guest, Map<String, Map<String, Object>> claims) {
        List<Map<String, Object>> volumes = new ArrayList<>();
        for (Map<String, Object> volume : Tree.maps(Tree.map(guest, "spec"), "volumes")) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("name", Tree.text(volume, "name"));
            status.put("target", "vd" + (char) ('a' + volumes.size()));
            Map<String, Object> claim = claims.get(claim(volume));
            if (claim != null) {
                Map<String, Object> requests = Tree.path(claim, "spec", "resources", "requests");
                Map<String, Object> capacity = Tree.path(claim, "status", "capacity");
                status.put(
                        "persistentVolumeClaimInfo",
                        Map.of(
                                "claimName",
                                Metadata.of(claim).name(),
                                "accessModes",
                                List.of("ReadWriteOnce"),
                                "volumeMode",
                                "Filesystem",
                                "requests",
                                requests,
                                "capacity",
                                capacity.isEmpty() ? requests : capacity));
            } else if (volume.containsKey("cloudInitNoCloud")) {
                status.put("size", 1 << 20);
            }
            volumes.add(status);
        }
        return volumes;
    }
}
