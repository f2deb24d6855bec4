package io.ssvirt.rest.cloudapi.internal;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Change;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.api.RepeatableRead;
import io.ssvirt.rest.api.Written;
import io.ssvirt.rest.cloudapi.internal.json.PageDto;

/** Turns outcomes into answers with the status codes of contract 9, rule C5. */
public final class Answers {

    /** Header that names the task of a mutation. */
    public static final String TASK = "X-SSVIRT-TASK";

    /** Path under which tasks are read. */
    public static final String TASKS = "/cloudapi/1.0.0/tasks/";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private Answers() {}

    /** Answers 200 with a body. */
    public static <T> Response ok(Outcome<T> outcome, Function<? super T, ? extends Record> body) {
        return outcome.fold(value -> json(OK, body.apply(value)), Answers::error);
    }

    /**
     * Answers 200 with a body, which the same caller may have again.
     *
     * @param read reads it each time it is called, by nothing that belongs to this request
     * @param body returns what makes the body for one answer: names that it has looked up are good for no other
     */
    public static <T> Response repeatable(
            Supplier<Outcome<T>> read, Supplier<Function<? super T, ? extends Record>> body) {
        return repeatable(() -> read.get().map(value -> new Written(body.get().apply(value))));
    }

    /** Answers 200 with a body that may be written already, which the same caller may have again. */
    static Response repeatable(Supplier<Outcome<Written>> read) {
        return read.get()
                .fold(
                        body -> Response.ok(
                                        new RepeatableRead(
                                                body, () -> read.get().fold(Optional::of, error -> Optional.empty())),
                                        Problem.JSON)
                                .build(),
                        Answers::error);
    }

    /** Answers 201 with a body. */
    public static <T> Response created(Outcome<T> outcome, Function<? super T, ? extends Record> body) {
        return outcome.fold(value -> json(CREATED, body.apply(value)), Answers::error);
    }

    /** Answers 200 with a page of a list. */
    public static <T> Response page(Outcome<Page<T>> outcome, Function<? super T, ? extends Record> entry) {
        return outcome.fold(page -> json(OK, PageDto.of(page.<Record>map(entry))), Answers::error);
    }

    /** Answers 204. */
    public static Response none(Outcome<?> outcome) {
        return outcome.fold(done -> Response.noContent().build(), Answers::error);
    }

    /** Answers 201 with what is being created, finished or not, and names the task. */
    public static <T> Response creating(Outcome<Change<T>> outcome, Function<? super T, ? extends Record> body) {
        return changing(CREATED, outcome, body);
    }

    /** Answers 200 with what is being changed, finished or not, and names the task. */
    public static <T> Response updating(Outcome<Change<T>> outcome, Function<? super T, ? extends Record> body) {
        return changing(OK, outcome, body);
    }

    /** Answers 202 with what is being changed, and names the task. */
    public static <T> Response accepted(Outcome<Change<T>> outcome, Function<? super T, ? extends Record> body) {
        return changing(ACCEPTED, outcome, body);
    }

    /** Answers 204 when it is gone and 202 with what is left while it goes, and names the task. */
    public static <T> Response deleting(Outcome<Change<T>> outcome, Function<? super T, ? extends Record> body) {
        return outcome.fold(
                change -> change.isFinished()
                        ? task(Response.noContent(), change).build()
                        : changing(ACCEPTED, outcome, body),
                Answers::error);
    }

    /** Answers with an error of the domain. */
    public static Response error(DomainError error) {
        return Problem.of(error).toResponse();
    }

    /** Answers with a body. */
    public static Response json(int status, Record body) {
        return Response.status(status).type(Problem.JSON).entity(body).build();
    }

    private static <T> Response changing(
            int status, Outcome<Change<T>> outcome, Function<? super T, ? extends Record> body) {
        return outcome.fold(
                change -> task(Response.fromResponse(json(status, body.apply(change.entity()))), change)
                        .build(),
                Answers::error);
    }

    private static Response.ResponseBuilder task(Response.ResponseBuilder answer, Change<?> change) {
        String id = change.task().id().toString();
        return answer.header(HttpHeaders.LOCATION, TASKS + id).header(TASK, id);
    }
}
