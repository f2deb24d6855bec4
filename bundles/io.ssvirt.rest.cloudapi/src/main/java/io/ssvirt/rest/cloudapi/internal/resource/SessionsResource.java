package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.function.BiFunction;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.api.Public;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.SessionDto;

/** Logging in and out (contract 2.3). */
@Path("/cloudapi/1.0.0/sessions")
public final class SessionsResource {

    private static final ListRules RULES = ListRules.of("id");

    private final UseCases useCases;

    /** Takes the use cases. */
    public SessionsResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Logs a user in; the body is ignored. */
    @POST
    @Public
    public Response open(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return opened(authorization, (service, who) -> service.open(who.user(), who.secret()));
    }

    /** Logs a user in who must belong to the provider. */
    @POST
    @Path("provider")
    @Public
    public Response openForProvider(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return opened(authorization, (service, who) -> service.openForProvider(who.user(), who.secret()));
    }

    /** Lists the sessions of the caller's user. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                useCases.sessions()
                        .then(service -> service.list(caller, ListQuery.of(uri.getQueryParameters(), RULES))),
                SessionDto::of);
    }

    /** Ends the session of the token, which is how VMware Cloud Director's clients log out. */
    @DELETE
    public Response closeCurrent(@Context Caller caller) {
        return close(Outcome.done(caller.sessionId()), caller);
    }

    /** Ends the session of the token. */
    @DELETE
    @Path("provider")
    public Response closeCurrentOfProvider(@Context Caller caller) {
        return closeCurrent(caller);
    }

    /** Ends the session of the token. */
    @DELETE
    @Path("current")
    public Response closeByName(@Context Caller caller) {
        return closeCurrent(caller);
    }

    /** Reads the session of the token. */
    @GET
    @Path("current")
    public Response current(@Context Caller caller) {
        return details(caller, Outcome.done(caller.sessionId()));
    }

    /** Reads a session of the caller's user. */
    @GET
    @Path("{session}")
    public Response get(@PathParam("session") String session, @Context Caller caller) {
        return details(caller, id(session));
    }

    /** Ends a session of the caller's user. */
    @DELETE
    @Path("{session}")
    public Response close(@PathParam("session") String session, @Context Caller caller) {
        return close(id(session), caller);
    }

    private Response close(Outcome<Urn> session, Caller caller) {
        return Answers.none(session.then(id -> useCases.sessions().then(service -> service.close(caller, id))));
    }

    private Response details(Caller caller, Outcome<Urn> session) {
        return Answers.repeatable(
                () -> session.then(id -> useCases.sessions().then(service -> service.get(caller, id))),
                () -> SessionDto::of);
    }

    private Response opened(
            String authorization, BiFunction<Sessions, BasicCredentials, Outcome<Sessions.Opened>> open) {
        Outcome<Sessions.Opened> outcome = BasicCredentials.read(authorization)
                .then(credentials -> useCases.sessions().then(service -> open.apply(service, credentials)));
        return outcome.fold(
                opened -> Response.fromResponse(Answers.json(200, SessionDto.of(opened.details())))
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + opened.token())
                        .header("X-VMWARE-VCLOUD-ACCESS-TOKEN", opened.token())
                        .header("X-VMWARE-VCLOUD-TOKEN-TYPE", "Bearer")
                        .build(),
                Answers::error);
    }

    private static Outcome<Urn> id(String text) {
        return Outcome.required(
                Urn.parse(EntityType.SESSION, text), DomainError.forbidden("Cannot access another user's session"));
    }
}
