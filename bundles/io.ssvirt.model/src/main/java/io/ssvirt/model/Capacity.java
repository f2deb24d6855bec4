package io.ssvirt.model;

/**
 * An amount of CPU or memory that a VDC may use.
 *
 * @param allocated what is promised, in {@code units}
 * @param limit what may be used at most, in {@code units}; 0 means no limit
 * @param units {@code MHz}, {@code cores} or {@code millicores} for CPU, {@code MB} for memory (1 MB is 1 MiB)
 */
public record Capacity(long allocated, long limit, String units) {}
