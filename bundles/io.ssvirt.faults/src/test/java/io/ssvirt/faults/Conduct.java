package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * How one watch behaves.
 *
 * @param refusal status that it is answered with instead of being opened; 0 for none
 * @param silent whether it stays open and says nothing, not even that it has ended
 * @param ends after so many events; with {@code last} as its last line unless that is empty
 * @param lines what comes instead of the line of one event
 */
record Conduct(int refusal, boolean silent, int ends, String last, Function<String, List<String>> lines) {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final String EXPIRED =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                    + "\"message\":\"too old resource version\",\"reason\":\"Expired\",\"code\":410}}";

    static Conduct good() {
        return new Conduct(0, false, NEVER, "", List::of);
    }

    static Conduct refused(int status) {
        return new Conduct(status, false, NEVER, "", List::of);
    }

    static Conduct mute() {
        return new Conduct(0, true, NEVER, "", List::of);
    }

    /** Ends as if all were well. */
    static Conduct endsAfter(int events) {
        return new Conduct(0, false, events, "", List::of);
    }

    /** Says that it cannot go on, and ends. */
    static Conduct expiresAfter(int events) {
        return new Conduct(0, false, events, EXPIRED, List::of);
    }

    /** Says everything so many times. */
    static Conduct repeating(int times) {
        return new Conduct(0, false, NEVER, "", line -> Collections.nCopies(times, line));
    }

    /** Holds the first event back until the second has come; all later ones are in order. */
    static Conduct swapping() {
        List<String> held = new ArrayList<>();
        return new Conduct(0, false, NEVER, "", line -> {
            held.add(line);
            return switch (held.size()) {
                case 1 -> List.of();
                case 2 -> List.of(line, held.get(0));
                default -> List.of(line);
            };
        });
    }
}
