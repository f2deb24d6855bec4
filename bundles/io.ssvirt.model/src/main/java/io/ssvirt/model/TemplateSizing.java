package io.ssvirt.model;

/**
 * What the objects in a template ask for, added up over its machines.
 *
 * @param machines VirtualMachine and VirtualMachineInstance objects
 * @param cpus virtual CPUs: sockets × cores × threads
 * @param memoryBytes guest memory
 * @param storageBytes disks that are created with the machines
 * @param guestOs operating system as the template names it; empty when it does not
 */
public record TemplateSizing(int machines, int cpus, long memoryBytes, long storageBytes, String guestOs) {}
