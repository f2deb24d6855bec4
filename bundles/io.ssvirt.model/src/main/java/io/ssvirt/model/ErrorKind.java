package io.ssvirt.model;

/** The classes of errors that a user can meet; each front end has one answer code for each of them. */
public enum ErrorKind {
    /** The request itself is wrong; sending it again cannot help. */
    INVALID(400),
    /** Nobody, or nobody that we know, is asking. */
    UNAUTHENTICATED(401),
    /** The caller is known and may not do this. */
    FORBIDDEN(403),
    /** It does not exist, or the caller must not learn that it does. */
    NOT_FOUND(404),
    /** It cannot be done in the present state of things. */
    CONFLICT(409),
    /** A quota or a rule of the cluster stands against it. */
    REFUSED(409),
    /** It cannot be done just now; sending it again later can help. */
    UNAVAILABLE(503);

    private final int status;

    ErrorKind(int status) {
        this.status = status;
    }

    /** Returns the HTTP status that stands for it; the one place where this is decided. */
    public int status() {
        return status;
    }
}
