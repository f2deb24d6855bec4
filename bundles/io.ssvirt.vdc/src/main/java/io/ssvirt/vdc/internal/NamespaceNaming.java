package io.ssvirt.vdc.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.NamespaceName;

/** The rule by which a VDC's namespace is named (contract 4.1): {@code vdc-<organization>-<vdc>}, then {@code -1} to {@code -999}. */
final class NamespaceNaming {

    private static final int BASE_LENGTH = 59;
    private static final int LONGEST = 63;
    private static final int LAST_SUFFIX = 999;

    private NamespaceNaming() {}

    /** Returns the name before any number is added; every candidate starts with the first part of it. */
    static String base(String organization, String vdc) {
        return cut("vdc-" + clean(organization) + "-" + clean(vdc), BASE_LENGTH);
    }

    /** Returns the first names in the order in which they are tried. */
    static List<NamespaceName> first(String base, int count) {
        Set<String> before = new HashSet<>();
        List<NamespaceName> names = new ArrayList<>();
        for (int tried = 0; tried < count; tried++) {
            NamespaceName next = free(base, before).orElseThrow();
            names.add(next);
            before.add(next.value());
        }
        return names;
    }

    /** Picks the first name that is not taken; empty when a thousand are. */
    static Optional<NamespaceName> free(String base, Set<String> taken) {
        if (!taken.contains(base)) {
            return Optional.of(new NamespaceName(base));
        }
        for (int number = 1; number <= LAST_SUFFIX; number++) {
            String suffix = "-" + number;
            String candidate = cut(base, LONGEST - suffix.length()) + suffix;
            if (!taken.contains(candidate)) {
                return Optional.of(new NamespaceName(candidate));
            }
        }
        return Optional.empty();
    }

    private static String clean(String text) {
        String kept = text.replace('_', '-').toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
        String trimmed = kept.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "default" : trimmed;
    }

    private static String cut(String text, int length) {
        String head = text.length() > length ? text.substring(0, length) : text;
        return head.replaceAll("-+$", "");
    }
}
