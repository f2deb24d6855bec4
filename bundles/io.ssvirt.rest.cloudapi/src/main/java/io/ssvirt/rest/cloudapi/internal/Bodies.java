package io.ssvirt.rest.cloudapi.internal;

import java.util.function.Function;

import javax.ws.rs.core.Response;

import io.ssvirt.model.DomainError;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.JsonFields;
import io.ssvirt.rest.api.Problem;

/** Reads bodies of the family E1, which says of a wrong one that the request body is invalid (contract 2.4). */
public final class Bodies {

    private Bodies() {}

    /** Reads a body and goes on with it; answers 400 when it is wrong. */
    public static <T> Response read(JsonBody body, Function<JsonFields, T> reader, Function<T, Response> next) {
        return body.read(reader).fold(next, Bodies::invalid);
    }

    private static Response invalid(DomainError error) {
        return Problem.of(error)
                .under("Invalid request body: " + error.message())
                .toResponse();
    }
}
