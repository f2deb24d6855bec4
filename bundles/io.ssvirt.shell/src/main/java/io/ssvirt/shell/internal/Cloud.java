package io.ssvirt.shell.internal;

import io.ssvirt.model.Outcome;

/** The use cases as they are offered at the moment. */
@FunctionalInterface
public interface Cloud {

    /** Returns a service; refused while the part that offers it is not running. */
    <T> Outcome<T> use(Class<T> service);
}
