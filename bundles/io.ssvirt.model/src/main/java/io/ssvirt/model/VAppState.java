package io.ssvirt.model;

/** Where a vApp is in its life in the database; what a client reads is the {@link VAppStatus} made from it. */
public enum VAppState {
    /** Accepted; its TemplateInstance may or may not exist yet. Owned by an intent. */
    CREATING,
    /** The cluster has its TemplateInstance. */
    READY,
    /** A tombstone: it goes when the cluster says that nothing is left. Owned by an intent. */
    DELETING;

    /** Tells whether an intent must own a vApp in this state. */
    public boolean isTransitional() {
        return this != READY;
    }
}
