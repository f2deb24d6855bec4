package io.ssvirt.model;

/** How far the cluster is with a TemplateInstance; its final conditions are never taken back. */
public enum InstancePhase {
    /** No condition yet, or waiting for objects. */
    PENDING,
    /** {@code Ready=True}: all objects were created, which says nothing about running machines. */
    READY,
    /** {@code InstantiateFailure=True}. */
    FAILED,
    /** It was removed from the cluster behind our back. */
    MISSING
}
