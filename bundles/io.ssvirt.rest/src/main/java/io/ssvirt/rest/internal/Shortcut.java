package io.ssvirt.rest.internal;

import java.io.IOException;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers some requests before JAX-RS sees them. */
interface Shortcut {

    /** Answers none. */
    Shortcut NONE = new Shortcut() {

        @Override
        public boolean answer(HttpServletRequest request, HttpServletResponse response) {
            return false;
        }

        @Override
        public void forget() {
            // There is nothing.
        }
    };

    /** Answers a request; false, with nothing said or written, when that is left to JAX-RS. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Forgets all that it knows of an application, because another one begins or this one has ended. */
    void forget();
}
