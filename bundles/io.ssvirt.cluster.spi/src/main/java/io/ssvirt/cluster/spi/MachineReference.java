package io.ssvirt.cluster.spi;

import io.ssvirt.model.NamespaceName;

/** Names a VirtualMachine; one of another identity is not touched. */
public record MachineReference(NamespaceName space, String name, String uid) {}
