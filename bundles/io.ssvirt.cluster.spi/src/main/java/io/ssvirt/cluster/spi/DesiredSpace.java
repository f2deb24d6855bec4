package io.ssvirt.cluster.spi;

import java.util.Map;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;

/**
 * The whole of what a VDC needs in the cluster: namespace, quota {@code vdc-quota}, limits and isolation.
 *
 * @param vdcId the namespace is ours when its label {@link Labels#VDC_ID} holds this
 * @param labels of the namespace; legal label values
 * @param annotations of the namespace
 * @param quota hard values of the ResourceQuota as Kubernetes writes them, such as {@code limits.memory=10240Mi}
 * @param memoryLimited whether the quota limits memory, so that containers without limits need defaults to start
 * @param cpuLimited whether the quota limits CPU, likewise
 */
public record DesiredSpace(
        UUID vdcId,
        NamespaceName name,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, String> quota,
        boolean memoryLimited,
        boolean cpuLimited) {

    /** Keeps its own copies. */
    public DesiredSpace {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        quota = Map.copyOf(quota);
    }
}
