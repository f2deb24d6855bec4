package io.ssvirt.rest.internal;

import java.io.IOException;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.IdSource;
import io.ssvirt.rest.api.Problem;

/**
 * The last stop of every exception: the client gets a short reference, the log gets everything under it.
 *
 * <p>What JAX-RS itself refuses, such as a path or a method that does not exist, is an answer and not a failure.
 */
public final class Failures implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int REFERENCE_LENGTH = 8;

    private final IdSource ids;

    /** Takes where references come from. */
    public Failures(IdSource ids) {
        this.ids = ids;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof BodyTooLarge large) {
            return large.problem().toResponse();
        }
        if (failure instanceof WebApplicationException refusal) {
            return refused(refusal);
        }
        if (failure instanceof IOException) {
            // The client went away while it sent its request or read the answer; nothing here is wrong, and a body
            // would
            // only fail once more.
            LOG.debug("Connection broken", failure);
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        return unexpected(failure);
    }

    private Response refused(WebApplicationException refusal) {
        Response answer = refusal.getResponse();
        if (answer.getEntity() instanceof Problem) {
            return answer;
        }
        return switch (answer.getStatus()) {
            case 404, 405 ->
                Problem.of(404, "NOT_FOUND", "This path, or this method on it, does not exist")
                        .toResponse();
            case 400 -> unreadable();
            case 406, 415 ->
                Problem.of(answer.getStatus(), "MEDIA_TYPE", "This path does not offer or accept that media type")
                        .toResponse();
            default -> unexpected(refusal);
        };
    }

    private static Response unreadable() {
        return Problem.of(400, "INVALID", "The request cannot be read").toResponse();
    }

    private Response unexpected(Throwable failure) {
        String reference = ids.next().toString().substring(0, REFERENCE_LENGTH);
        LOG.error("Request failed reference={}", reference, failure);
        return Problem.of(500, "INTERNAL_SERVER_ERROR", "An unexpected error occurred (reference " + reference + ")")
                .with("The log of the server holds what happened under reference " + reference)
                .toResponse();
    }
}
