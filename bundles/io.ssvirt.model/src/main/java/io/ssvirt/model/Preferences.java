package io.ssvirt.model;

/**
 * How a user wants the web interface (contract 8.3).
 *
 * @param itemsPerPage entries on a page of a list
 * @param refreshMillis milliseconds between two looks at what changes by itself
 */
public record Preferences(
        String theme,
        String language,
        String timezone,
        String dateFormat,
        String timeFormat,
        Notifications notifications,
        int itemsPerPage,
        int refreshMillis) {

    /** What a user wants to be told about, and how. */
    public record Notifications(boolean email, boolean browser, boolean vmStateChanges, boolean systemMaintenance) {}

    /** Of a user who chose nothing; the same that the web interface takes for itself. */
    public static final Preferences DEFAULT = new Preferences(
            "auto", "en", "UTC", "MM/dd/yyyy", "12h", new Notifications(true, false, true, true), 20, 30_000);
}
