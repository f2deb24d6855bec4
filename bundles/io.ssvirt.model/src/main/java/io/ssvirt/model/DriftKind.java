package io.ssvirt.model;

/** How database and cluster can differ while no intent is at work on it. */
public enum DriftKind {
    /** A namespace with our labels whose VDC has no row. */
    ORPHAN_NAMESPACE("orphanNamespace"),
    /** A TemplateInstance with our labels whose vApp has no row. */
    ORPHAN_INSTANCE("orphanInstance"),
    /** A machine that is left of a TemplateInstance which is gone. */
    ORPHAN_MACHINE("orphanMachine"),
    /** A VDC that is ready and has no namespace. */
    MISSING_NAMESPACE("missingNamespace"),
    /** A vApp that is ready and has no TemplateInstance. */
    MISSING_INSTANCE("missingInstance"),
    /** A namespace or instance of the right name and labels, but not the one that was made for the row. */
    REPLACED("replaced"),
    /** A namespace that has been going away for longer than it should. */
    STUCK_NAMESPACE("stuckNamespace"),
    /** A row that is being created, changed or deleted, and no intent that would do it. */
    UNOWNED_STATE("unownedState");

    private final String text;

    DriftKind(String text) {
        this.text = text;
    }

    /** Returns the word of the API. */
    public String text() {
        return text;
    }
}
