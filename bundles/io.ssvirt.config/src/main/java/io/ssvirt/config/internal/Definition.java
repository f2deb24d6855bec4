package io.ssvirt.config.internal;

import java.util.List;
import java.util.Optional;

/**
 * One setting as the part that reads it declares it.
 *
 * @param id name of the property that the part reads; one that starts with a dot is not shown to other parts
 * @param kind what its text must be
 * @param minimum smallest number, shortest text, or shortest duration in milliseconds
 * @param maximum largest number
 */
record Definition(
        String pid,
        String id,
        Kind kind,
        boolean list,
        boolean secret,
        String defaultValue,
        List<String> choices,
        Optional<Long> minimum,
        Optional<Long> maximum,
        String description) {

    /** What the text of a setting must be. */
    enum Kind {
        TEXT("text"),
        NUMBER("whole number"),
        DECIMAL("number"),
        SWITCH("true or false"),
        DURATION("duration"),
        CHOICE("one of");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Definition {
        choices = List.copyOf(choices);
    }

    /** Returns the name in a file of {@code etc}. */
    String key() {
        return id.startsWith(".") ? id.substring(1) : id;
    }

    /** Returns a name that no other setting has. */
    String name() {
        return pid + "/" + key();
    }
}
