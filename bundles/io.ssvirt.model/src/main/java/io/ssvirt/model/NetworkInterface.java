package io.ssvirt.model;

/** A network card of a VM as the guest has it; address and MAC are empty while unknown. */
public record NetworkInterface(String network, String ipAddress, String macAddress, boolean connected) {}
