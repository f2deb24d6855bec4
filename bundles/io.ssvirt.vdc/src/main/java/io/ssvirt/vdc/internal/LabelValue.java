package io.ssvirt.vdc.internal;

/** Makes any text a legal label value (contract 4.2). */
final class LabelValue {

    private static final int LONGEST = 63;

    private LabelValue() {}

    static String of(String text) {
        String legal = trim(text.replaceAll("[^A-Za-z0-9._-]", "-"));
        if (legal.isEmpty()) {
            return "unknown";
        }
        return legal.length() > LONGEST ? trim(legal.substring(0, LONGEST)) : legal;
    }

    private static String trim(String text) {
        return text.replaceAll("^[-_.]+|[-_.]+$", "");
    }
}
