package io.ssvirt.rest.api;

import java.util.Optional;

/**
 * Which characters a text may have: those that a database, a JSON answer and an XML answer can all carry.
 *
 * <p>That leaves out U+0000 and the other control characters except tab and line ends, halves of surrogate pairs, and the two
 * non-characters at the end of the basic plane.
 */
public final class LegalText {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int FIRST_BEYOND_ASCII = 0x7F;
    private static final int NON_CHARACTER = 0xFFFE;

    private LegalText() {}

    /** Returns the rule that a text breaks; empty when it breaks none. */
    public static Optional<String> problemOf(String text) {
        return text.codePoints()
                .filter(point -> !isLegal(point))
                .boxed()
                .findFirst()
                .map(point -> String.format("must not contain the character U+%04X", point));
    }

    /** Tells whether a text has only characters that everything can carry. */
    public static boolean isLegal(String text) {
        return isPlain(text) || text.codePoints().allMatch(LegalText::isLegal);
    }

    /** Most texts are printable ASCII, which is seen at once. */
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < FIRST_PRINTABLE || text.charAt(at) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLegal(int point) {
        if (point < FIRST_PRINTABLE) {
            return point == '\t' || point == '\n' || point == '\r';
        }
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !half && point != NON_CHARACTER && point != NON_CHARACTER + 1;
    }
}
