package io.ssvirt.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why something was not done: what was wrong, with which field, and what to do. It never holds internal text or a secret.
 *
 * @param code stable word for programs, such as {@code NAME_IN_USE}
 * @param message a sentence for people
 * @param field the field of the request that is wrong, if one is
 * @param retryAfter when to ask again, if that can help
 */
public record DomainError(
        ErrorKind kind, String code, String message, Optional<String> field, Optional<Duration> retryAfter) {

    /** Refuses an error that says nothing. */
    public DomainError {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    private static DomainError of(ErrorKind kind, String code, String message) {
        return new DomainError(kind, code, message, Optional.empty(), Optional.empty());
    }

    /** A field of the request has a value that cannot be. */
    public static DomainError invalid(String field, String message) {
        return new DomainError(ErrorKind.INVALID, "INVALID", message, Optional.of(field), Optional.empty());
    }

    /** The thing that the request needs is not there. */
    public static DomainError notFound(String message) {
        return of(ErrorKind.NOT_FOUND, "NOT_FOUND", message);
    }

    /** The caller may not. */
    public static DomainError forbidden(String message) {
        return of(ErrorKind.FORBIDDEN, "FORBIDDEN", message);
    }

    /** Nobody is logged in. */
    public static DomainError unauthenticated(String message) {
        return of(ErrorKind.UNAUTHENTICATED, "UNAUTHENTICATED", message);
    }

    /** A name is taken. */
    public static DomainError nameInUse(String field, String message) {
        return new DomainError(ErrorKind.CONFLICT, "NAME_IN_USE", message, Optional.of(field), Optional.empty());
    }

    /** The present state forbids it. */
    public static DomainError conflict(String code, String message) {
        return of(ErrorKind.CONFLICT, code, message);
    }

    /** The cluster or a quota forbids it. */
    public static DomainError refused(String code, String message) {
        return of(ErrorKind.REFUSED, code, message);
    }

    /** Something that it needs is away for now. */
    public static DomainError unavailable(String message, Duration retryAfter) {
        return new DomainError(
                ErrorKind.UNAVAILABLE, "UNAVAILABLE", message, Optional.empty(), Optional.of(retryAfter));
    }
}
