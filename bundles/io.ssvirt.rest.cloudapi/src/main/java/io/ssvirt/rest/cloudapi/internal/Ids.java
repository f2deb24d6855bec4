package io.ssvirt.rest.cloudapi.internal;

import java.util.UUID;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;

/** Reads ids from paths and bodies, each family with the strictness and the texts of contract 1.1. */
public final class Ids {

    private static final String PREFIX = "urn:vcloud:";

    private Ids() {}

    /** Reads an id of which only the prefix is checked: what has no UUID behind it does not exist. */
    public static Outcome<Urn> prefixed(EntityType type, String text) {
        return prefixed(type, text, "Invalid " + type.noun() + " URN format");
    }

    /** Reads an id of which only the prefix is checked, with another text for a wrong one. */
    public static Outcome<Urn> prefixed(EntityType type, String text, String malformed) {
        if (!text.startsWith(PREFIX + type.word() + ":")) {
            return Outcome.refused(DomainError.invalid(type.word() + "Id", malformed));
        }
        return Outcome.required(Urn.parse(type, text), missing(type));
    }

    /** Reads an id of a path that must be a well-formed URN, and then one of the right type. */
    public static Outcome<Urn> strict(EntityType type, String text) {
        return strict(type, text, type.word() + "Id");
    }

    /** Reads an id that must be a well-formed URN, and then one of the right type; {@code field} is where it stood. */
    public static Outcome<Urn> strict(EntityType type, String text, String field) {
        String noun = type.noun();
        return Outcome.required(Urn.parse(text), DomainError.invalid(field, "Invalid " + noun + " ID format"))
                .then(urn -> urn.type() == type
                        ? Outcome.done(urn)
                        : Outcome.refused(DomainError.invalid(
                                field, "Invalid " + noun + " ID: expected " + type.word() + " URN")));
    }

    /** Reads an id that may be a URN, a UUID or its 32 digits. */
    public static Outcome<Urn> loose(EntityType type, String text) {
        String digits = text.replace(PREFIX + type.word() + ":", "").replace("-", "");
        if (!digits.matches("[0-9a-fA-F]{32}")) {
            return Outcome.refused(DomainError.invalid(type.word() + "Id", "Invalid " + type.noun() + " ID format"));
        }
        String dashed = digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        return Outcome.done(new Urn(type, UUID.fromString(dashed)));
    }

    /** Returns the error for a thing that is not there. */
    public static DomainError missing(EntityType type) {
        String noun = type.noun();
        boolean fixed = type == EntityType.VAPP;
        return DomainError.notFound(
                (fixed ? noun : Character.toUpperCase(noun.charAt(0)) + noun.substring(1)) + " not found");
    }
}
