package io.ssvirt.rest.internal;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What every answer tells a browser about itself. */
final class SecurityHeaders {

    /** For JSON, which shows nothing and loads nothing. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** For pages: everything from this server, and styles in the page because component libraries write them there. */
    private static final String PAGES = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    private static final String HALF_A_YEAR = "max-age=15768000";

    void put(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        boolean page = request.getRequestURI().startsWith("/swagger-ui");
        response.setHeader("Content-Security-Policy", page ? PAGES : DATA);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", HALF_A_YEAR);
        }
    }

    /** Marks an answer as a page or a part of one. */
    static void forPage(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", PAGES);
    }
}
