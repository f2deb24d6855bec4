package io.ssvirt.rest.api;

import java.time.Duration;
import java.util.Optional;

import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

import io.ssvirt.model.DomainError;

/**
 * An error as a client gets it. It holds texts for people and words for programs, never internal text.
 *
 * @param status HTTP status code
 * @param code stable word for programs, such as {@code NAME_IN_USE}
 * @param message a sentence for people
 * @param details what exactly is wrong, if the message alone does not say it
 * @param field path of the member of the request that is wrong, if one is
 * @param retryAfter when to ask again, if that can help
 * @param inError whether the member {@code error} holds the message whatever the resource says
 */
public record Problem(
        int status,
        String code,
        String message,
        Optional<String> details,
        Optional<String> field,
        Optional<Duration> retryAfter,
        boolean inError) {

    /** Media type of every JSON answer. */
    public static final MediaType JSON = new MediaType("application", "json", "utf-8");

    private static final int TOO_LARGE = 413;

    /** Turns an error of the domain into what a client gets. */
    public static Problem of(DomainError error) {
        return new Problem(
                error.kind().status(),
                error.code(),
                error.message(),
                Optional.empty(),
                error.field(),
                error.retryAfter(),
                false);
    }

    /** Makes one from a status and texts. */
    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The body is larger than the server accepts. */
    public static Problem tooLarge(long limit) {
        return of(TOO_LARGE, "BODY_TOO_LARGE", "The request body is larger than " + limit + " bytes");
    }

    /** Says the same under a text that clients know; what was said before becomes the details. */
    public Problem under(String text) {
        return new Problem(status, code, text, Optional.of(message), field, retryAfter, inError);
    }

    /** Adds details. */
    public Problem with(String more) {
        return new Problem(status, code, message, Optional.of(more), field, retryAfter, inError);
    }

    /** Puts the message into the member {@code error} whatever the resource says. */
    public Problem saidInError() {
        return new Problem(status, code, message, details, field, retryAfter, true);
    }

    /** Returns the answer that carries this. */
    public Response toResponse() {
        Response.ResponseBuilder answer = Response.status(status).type(JSON).entity(this);
        retryAfter.ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, after.toSeconds())));
        return answer.build();
    }
}
