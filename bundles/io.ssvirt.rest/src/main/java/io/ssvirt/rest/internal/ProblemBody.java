package io.ssvirt.rest.internal;

import javax.ws.rs.core.Response;

import io.ssvirt.rest.api.Problem;

/** The JSON of an error (contract 2.1 and 9, rule C6): both families in one, told apart by the member {@code error}. */
record ProblemBody(int code, String error, String message, String details, String field, String minorErrorCode) {

    static ProblemBody of(Problem problem, boolean messageInError) {
        return new ProblemBody(
                problem.status(),
                messageInError ? problem.message() : phrase(problem.status()),
                problem.message(),
                problem.details().orElse(null),
                problem.field().orElse(null),
                problem.code());
    }

    private static String phrase(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
