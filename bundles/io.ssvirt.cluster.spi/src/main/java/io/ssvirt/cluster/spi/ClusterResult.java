package io.ssvirt.cluster.spi;

import java.time.Duration;
import java.util.function.Function;

/** What the cluster answered to an idempotent request. An exception from a port is a bug. */
public sealed interface ClusterResult<T> {

    /** It is as asked. */
    record Applied<T>(T observed) implements ClusterResult<T> {}

    /**
     * An object of that name exists and is not ours.
     *
     * @param object kind and name, such as {@code Namespace "vdc-acme-dev"}
     * @param owner whose it is as far as its labels tell; empty when they do not
     */
    record Conflict<T>(String object, String owner) implements ClusterResult<T> {}

    /** The cluster says no, and would say no again. */
    record Refused<T>(RefusalReason reason, String explanation) implements ClusterResult<T> {}

    /** The cluster could not be asked, or its answer was lost: it may or may not have happened. */
    record Unavailable<T>(String explanation, Duration retryAfter) implements ClusterResult<T> {}

    /** Returns the result of something applied. */
    static <T> ClusterResult<T> applied(T observed) {
        return new Applied<>(observed);
    }

    /** Returns a refusal. */
    static <T> ClusterResult<T> refused(RefusalReason reason, String explanation) {
        return new Refused<>(reason, explanation);
    }

    /** Changes what was observed and keeps every other result. */
    default <R> ClusterResult<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Applied<>(change.apply(value)));
    }

    /** Goes on with what was observed and keeps every other result. */
    default <R> ClusterResult<R> then(Function<? super T, ClusterResult<R>> next) {
        if (this instanceof Applied<T> ok) {
            return next.apply(ok.observed());
        }
        if (this instanceof Conflict<T> no) {
            return new Conflict<>(no.object(), no.owner());
        }
        if (this instanceof Refused<T> no) {
            return new Refused<>(no.reason(), no.explanation());
        }
        Unavailable<T> away = (Unavailable<T>) this;
        return new Unavailable<>(away.explanation(), away.retryAfter());
    }
}
