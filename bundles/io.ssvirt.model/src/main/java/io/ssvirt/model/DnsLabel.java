package io.ssvirt.model;

/** The rule for names of Kubernetes objects that become part of a host name (RFC 1123, 63 characters). */
public final class DnsLabel {

    /** The expression that contract 2.11 names. */
    public static final String EXPRESSION = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The most characters that it may have. */
    public static final int LONGEST = 63;

    private DnsLabel() {}

    /** Tells whether a text is a legal label. */
    public static boolean isLegal(String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(DnsLabel::isInside)
                && text.charAt(0) != '-'
                && text.charAt(text.length() - 1) != '-';
    }

    private static boolean isInside(int character) {
        return character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || character == '-';
    }
}
