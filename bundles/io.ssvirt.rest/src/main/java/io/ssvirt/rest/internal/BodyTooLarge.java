package io.ssvirt.rest.internal;

import java.io.IOException;

import io.ssvirt.rest.api.Problem;

/** A request body went over the limit; reading it has stopped. */
final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLarge(long limit) {
        super("body larger than " + limit + " bytes");
        this.limit = limit;
    }

    Problem problem() {
        return Problem.tooLarge(limit);
    }
}
