package io.ssvirt.model;

import java.util.Optional;

/** The kinds of things that have a URN, with the word that stands for each of them (contract 1.1). */
public enum EntityType {
    USER("user", "user"),
    ORGANIZATION("org", "organization"),
    ROLE("role", "role"),
    SESSION("session", "session"),
    VDC("vdc", "VDC"),
    CATALOG("catalog", "catalog"),
    CATALOG_ITEM("catalogitem", "catalog item"),
    VAPP("vapp", "vApp"),
    VM("vm", "VM"),
    TASK("task", "task"),
    SITE("site", "site"),
    AUDIT_EVENT("audit", "audit event"),
    RIGHT("right", "right"),
    TOKEN("token", "API token");

    private final String word;
    private final String noun;

    EntityType(String word, String noun) {
        this.word = word;
        this.noun = noun;
    }

    /** Returns the part of the URN that names the type, as in {@code urn:vcloud:vdc:…}. */
    public String word() {
        return word;
    }

    /** Returns the noun that a message to a user calls it by. */
    public String noun() {
        return noun;
    }

    /** Finds the type that a URN word stands for. */
    public static Optional<EntityType> ofWord(String word) {
        for (EntityType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
