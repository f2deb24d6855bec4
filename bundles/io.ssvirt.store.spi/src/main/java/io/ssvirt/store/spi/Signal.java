package io.ssvirt.store.spi;

import java.util.regex.Pattern;

/**
 * One message: something under a topic changed.
 *
 * @param topic what it is about, known to sender and listener
 * @param key which of its things, such as a URN; at most 200 printable characters of ASCII without a blank
 */
public record Signal(String topic, String key) {

    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Refuses what cannot be sent. */
    public Signal {
        if (!WORD.matcher(topic).matches() || !WORD.matcher(key).matches()) {
            throw new IllegalArgumentException("topic and key are words of ASCII");
        }
    }
}
