package io.ssvirt.config.internal;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that somebody may have meant. */
final class Similar {

    private static final int FAR = 3;

    private Similar() {}

    /** Returns a question that names it, or nothing when none is near. */
    static String to(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= FAR)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    /** Counts the letters to add, drop or change (Levenshtein). */
    private static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
            }
            last = row;
        }
        return last[other.length()];
    }
}
