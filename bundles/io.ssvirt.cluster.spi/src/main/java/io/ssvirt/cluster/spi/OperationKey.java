package io.ssvirt.cluster.spi;

/** Names one intent in the cluster (annotation {@code ssvirt.io/operation}); the same key means the same request again. */
public record OperationKey(String value) {}
