package io.ssvirt.rest.internal;

import java.io.IOException;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers some requests before JAX-RS sees them. */
@FunctionalInterface
interface Shortcut {

    /** Answers none. */
    Shortcut NONE = (request, response) -> false;

    /** Answers a request; false, with nothing said or written, when that is left to JAX-RS. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
