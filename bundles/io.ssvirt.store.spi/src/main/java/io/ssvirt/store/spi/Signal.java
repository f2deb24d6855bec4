package io.ssvirt.store.spi;

import java.util.regex.Pattern;

import io.ssvirt.model.Urn;

/**
 * One message: something under a topic changed.
 *
 * @param topic what it is about, known to sender and listener
 * @param key which of its things, such as a URN; at most 200 printable characters of ASCII without a blank
 */
public record Signal(String topic, String key) {

    /**
     * Topic of what a caller's rights are made of: a user, a role, an organization or a session was changed or deleted. The key is
     * the URN of what a caller may stand on. The repositories send these themselves.
     */
    public static final String IDENTITY = "identity";

    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Tells that something that callers stand on changed. */
    public static Signal ofIdentity(Urn changed) {
        return new Signal(IDENTITY, changed.toString());
    }

    /** Refuses what cannot be sent. */
    public Signal {
        if (!WORD.matcher(topic).matches() || !WORD.matcher(key).matches()) {
            throw new IllegalArgumentException("topic and key are words of ASCII");
        }
    }
}
