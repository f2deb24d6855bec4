package io.ssvirt.model;

import java.util.UUID;

/** Where new identifiers come from; a test replaces it by a counted one. */
@FunctionalInterface
public interface IdSource {

    /** Returns an identifier that was never returned before. */
    UUID next();
}
