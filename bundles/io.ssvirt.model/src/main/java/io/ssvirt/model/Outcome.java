package io.ssvirt.model;

import java.util.Optional;
import java.util.function.Function;

/** What came of a request: a value, or the reason why not. Errors stay values until the edge of the system. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was not done, and nothing of it is left. */
    record Refused<T>(DomainError error) implements Outcome<T> {}

    /** Returns the outcome of something done. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** Returns the outcome of something refused. */
    static <T> Outcome<T> refused(DomainError error) {
        return new Refused<>(error);
    }

    /** Returns the value of an optional, or the error when it is empty. */
    static <T> Outcome<T> required(Optional<T> value, DomainError otherwise) {
        return value.<Outcome<T>>map(Done::new).orElseGet(() -> new Refused<>(otherwise));
    }

    /** Brings both cases to one type. */
    default <R> R fold(Function<? super T, ? extends R> done, Function<DomainError, ? extends R> refused) {
        if (this instanceof Done<T> ok) {
            return done.apply(ok.value());
        }
        return refused.apply(((Refused<T>) this).error());
    }

    /** Changes the value of what was done. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return fold(value -> new Done<>(change.apply(value)), Refused::new);
    }

    /** Goes on with the value of what was done. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next::apply, Refused::new);
    }

    /** Returns the error of what was refused. */
    default Optional<DomainError> refusal() {
        return fold(value -> Optional.empty(), Optional::of);
    }
}
