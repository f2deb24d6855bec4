package io.ssvirt.model;

/** A condition in the status of an object in the cluster, in the cluster's own words; reason and message may be empty. */
public record Condition(String type, String status, String reason, String message) {}
