package io.ssvirt.model;

/** CPU and memory of a VDC. */
public record ComputeCapacity(Capacity cpu, Capacity memory) {

    /** No limit at all, in the units that clients expect. */
    public static final ComputeCapacity UNLIMITED =
            new ComputeCapacity(new Capacity(0, 0, "MHz"), new Capacity(0, 0, "MB"));
}
