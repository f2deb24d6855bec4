package io.ssvirt.vdc.internal;

import java.util.Locale;

import io.ssvirt.model.NamespaceName;

/** The rule by which a VDC's namespace is named (contract 4.1): {@code vdc-<organization>-<vdc>}, then {@code -1} to {@code -999}. */
final class NamespaceNaming {

    /** The last number that a name may get. */
    static final int LAST_NUMBER = 999;

    /** With the hyphen and three digits it is as long as a label may be. */
    private static final int BASE_LENGTH = 59;

    private NamespaceNaming() {}

    /** Returns the name before any number is added. */
    static NamespaceName base(String organization, String vdc) {
        return new NamespaceName(cut("vdc-" + clean(organization) + "-" + clean(vdc)));
    }

    private static String clean(String text) {
        String kept = text.replace('_', '-').toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
        String trimmed = kept.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "default" : trimmed;
    }

    private static String cut(String text) {
        String head = text.length() > BASE_LENGTH ? text.substring(0, BASE_LENGTH) : text;
        return head.replaceAll("-+$", "");
    }
}
