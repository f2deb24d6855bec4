package io.ssvirt.cluster.spi;

/** An object that came from a template, as {@code status.objects[].ref} names it. */
public record ObjectReference(String apiVersion, String kind, String namespace, String name, String uid) {}
