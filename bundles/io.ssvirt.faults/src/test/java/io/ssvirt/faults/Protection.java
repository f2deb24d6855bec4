package io.ssvirt.faults;

import java.util.Locale;

/** Lines of protection that can be switched off, to see that the suite notices. */
enum Protection {
    JOURNAL("an intent is carried out by whoever accepted it, and never found again by others", "F1\\..*\\.after-c.*"),
    FENCE("a worker whose claim was taken over still writes", "F6\\..*"),
    ADOPT_CHECK("what exists already is taken for ours", "F2\\..*\\.exists-foreign"),
    COMPENSATION("a refused creation does not remove what it made", "F2\\.take-.*"),
    SWEEP("nobody compares database and cluster", "F6\\.instantiate\\..*"),
    TOMBSTONE("the row goes when its deletion is accepted", "F[12]\\.delete-.*");

    private final String text;
    private final String tried;

    Protection(String text, String tried) {
        this.text = text;
        this.tried = tried;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String text() {
        return text;
    }

    /** Tells whether a case is tried without this line. */
    boolean isTriedBy(Case<?> each) {
        return each.id().matches(tried);
    }
}
