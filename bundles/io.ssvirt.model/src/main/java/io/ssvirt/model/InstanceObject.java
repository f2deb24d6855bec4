package io.ssvirt.model;

/**
 * An object that a vApp's template asked for.
 *
 * @param namespace where it is; the vApp's own unless the template chose another
 * @param problem why it was not created, in the cluster's own words; empty when it was
 */
public record InstanceObject(String apiVersion, String kind, String namespace, String name, String problem) {}
