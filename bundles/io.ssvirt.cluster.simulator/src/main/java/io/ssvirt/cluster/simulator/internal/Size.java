package io.ssvirt.cluster.simulator.internal;

/** How big a machine is; CPUs or memory are 0 when only an instancetype tells. */
record Size(int cpus, int coresPerSocket, long memoryBytes) {}
