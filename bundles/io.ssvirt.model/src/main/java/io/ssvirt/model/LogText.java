package io.ssvirt.model;

import java.util.regex.Pattern;

/** Text of a client as a log may have it: on one line. */
public final class LogText {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private LogText() {}

    /** Puts an underscore in the place of everything that could end a line or hide one. */
    public static String clean(String text) {
        return BREAKS.matcher(text).replaceAll("_");
    }
}
