package io.ssvirt.faults;

/** The process ended at this point, as if it had been killed: nothing catches it, and nothing that comes after it happens. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super(where);
    }
}
