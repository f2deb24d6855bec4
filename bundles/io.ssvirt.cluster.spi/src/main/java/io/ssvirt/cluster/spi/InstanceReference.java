package io.ssvirt.cluster.spi;

import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.NamespaceName;

/**
 * Names an instance that must go.
 *
 * @param vappId only an instance whose label holds this is touched
 * @param uid its identity if it is known; one of another identity is not touched
 */
public record InstanceReference(NamespaceName space, String name, UUID vappId, Optional<UUID> uid) {}
