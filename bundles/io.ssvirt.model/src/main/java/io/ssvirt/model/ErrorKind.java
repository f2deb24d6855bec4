package io.ssvirt.model;

/** The classes of errors that a user can meet; each front end has one answer code for each of them. */
public enum ErrorKind {
    /** The request itself is wrong; sending it again cannot help. */
    INVALID,
    /** Nobody, or nobody that we know, is asking. */
    UNAUTHENTICATED,
    /** The caller is known and may not do this. */
    FORBIDDEN,
    /** It does not exist, or the caller must not learn that it does. */
    NOT_FOUND,
    /** It cannot be done in the present state of things. */
    CONFLICT,
    /** A quota or a rule of the cluster stands against it. */
    REFUSED,
    /** It cannot be done just now; sending it again later can help. */
    UNAVAILABLE
}
