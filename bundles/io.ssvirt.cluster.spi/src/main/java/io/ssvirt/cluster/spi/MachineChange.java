package io.ssvirt.cluster.spi;

import java.util.Optional;

/**
 * What shall be different about a machine; what is empty stays as it is.
 *
 * @param cpus virtual CPUs in all, from 1
 * @param coresPerSocket must divide the CPUs; when it is empty, only the number of sockets changes where that is possible
 * @param memoryBytes guest memory
 */
public record MachineChange(
        Optional<String> displayName,
        Optional<String> description,
        Optional<Integer> cpus,
        Optional<Integer> coresPerSocket,
        Optional<Long> memoryBytes) {

    /** Tells whether its size shall be another one. */
    public boolean isOfHardware() {
        return cpus.isPresent() || coresPerSocket.isPresent() || memoryBytes.isPresent();
    }
}
