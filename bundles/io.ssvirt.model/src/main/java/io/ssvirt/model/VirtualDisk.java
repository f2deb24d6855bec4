package io.ssvirt.model;

/** A disk of a VM; the size is 0 while unknown, the storage class empty. */
public record VirtualDisk(String name, long sizeBytes, String storageClass) {}
