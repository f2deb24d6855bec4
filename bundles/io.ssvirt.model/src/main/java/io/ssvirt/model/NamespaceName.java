package io.ssvirt.model;

/** Name of a Kubernetes namespace that holds one VDC: a DNS-1123 label of at most 63 characters. */
public record NamespaceName(String value) implements Comparable<NamespaceName> {

    /** Refuses what the cluster would refuse. */
    public NamespaceName {
        if (!DnsLabel.isLegal(value)) {
            throw new IllegalArgumentException("not a DNS-1123 label: " + value);
        }
    }

    @Override
    public int compareTo(NamespaceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
