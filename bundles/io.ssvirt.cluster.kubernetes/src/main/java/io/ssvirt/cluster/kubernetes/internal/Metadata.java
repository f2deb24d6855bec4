package io.ssvirt.cluster.kubernetes.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.template.Tree;

/** What every object says about itself. */
record Metadata(Map<String, Object> tree) {

    static Metadata of(Map<String, Object> object) {
        return new Metadata(Tree.map(object, "metadata"));
    }

    String name() {
        return Tree.text(tree, "name");
    }

    String namespace() {
        return Tree.text(tree, "namespace");
    }

    String uid() {
        return Tree.text(tree, "uid");
    }

    /** Returns the identity, which the API server always writes as a UUID. */
    UUID uuid() {
        return uuid(uid()).orElseGet(() -> new UUID(0, 0));
    }

    boolean deleting() {
        return !Tree.text(tree, "deletionTimestamp").isEmpty();
    }

    String label(String key) {
        return Tree.text(Tree.map(tree, "labels"), key);
    }

    String annotation(String key) {
        return Tree.text(Tree.map(tree, "annotations"), key);
    }

    /** Returns the identity in a label; empty when it holds none. */
    Optional<UUID> id(String label) {
        return uuid(label(label));
    }

    Instant createdAt() {
        try {
            String text = Tree.text(tree, "creationTimestamp");
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return Instant.EPOCH;
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
