package io.ssvirt.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Identifier of an entity, written {@code urn:vcloud:<type>:<uuid>} with a lower-case UUID (contract 1.1). */
public record Urn(EntityType type, UUID id) {

    private static final Pattern TEXT =
            Pattern.compile("urn:vcloud:([a-z]+):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** Refuses a URN without type or id. */
    public Urn {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    /** Reads a URN; empty when the text is none or its type is unknown. Upper-case digits are accepted. */
    public static Optional<Urn> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return EntityType.ofWord(matcher.group(1)).map(type -> new Urn(type, UUID.fromString(matcher.group(2))));
    }

    /** Reads a URN that must be of one type; empty when it is not. */
    public static Optional<Urn> parse(EntityType type, String text) {
        return parse(text).filter(urn -> urn.type() == type);
    }

    /** Returns the canonical text. */
    @Override
    public String toString() {
        return "urn:vcloud:" + type.word() + ":" + id;
    }
}
