package io.ssvirt.cluster.spi;

/** Why a cluster says no. */
public enum RefusalReason {
    /** A name, a label or a field is not legal (422). */
    INVALID,
    /** A quota is used up (403 {@code exceeded quota}). */
    QUOTA_EXCEEDED,
    /** Our account may not (403). */
    FORBIDDEN,
    /** The object, or what it needs, is not there (404). */
    NOT_FOUND,
    /** The machine is in the wrong state for it (409). */
    WRONG_STATE,
    /** The namespace or the object is being deleted (403 or 409); it can be asked again when that has ended. */
    TERMINATING,
    /** This cluster cannot do it at all. */
    UNSUPPORTED
}
