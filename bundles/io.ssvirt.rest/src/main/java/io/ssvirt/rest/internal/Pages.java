package io.ssvirt.rest.internal;

import java.io.IOException;
import java.net.URI;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Pages that are served beside the API. */
public interface Pages {

    /** No pages at all. */
    Pages NONE = (uri, request, response) -> false;

    /** Answers a request when a page is what it asks for, and tells whether it did. */
    boolean answer(URI uri, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
