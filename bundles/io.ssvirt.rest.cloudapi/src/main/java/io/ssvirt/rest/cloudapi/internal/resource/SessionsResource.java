package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.Public;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.SessionDto;

/** Logging in and out (contract 2.3). */
@Path("/cloudapi/1.0.0/sessions")
public final class SessionsResource {

    private final UseCases useCases;

    /** Takes the use cases. */
    public SessionsResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Logs a user in; the body is ignored. */
    @POST
    @Public
    public Response open(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return opened(login(authorization));
    }

    /** Logs a user in who must belong to the provider. */
    @POST
    @Path("provider")
    @Public
    public Response openForProvider(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return opened(login(authorization).then(this::ofProvider));
    }

    /** Reads the session of the token. */
    @GET
    @Path("current")
    public Response current(@Context Caller caller) {
        return details(caller, Outcome.done(caller.sessionId()));
    }

    /** Reads the caller's own session. */
    @GET
    @Path("{session}")
    public Response get(@PathParam("session") String session, @Context Caller caller) {
        return details(caller, own(session, caller));
    }

    /** Logs the caller out. */
    @DELETE
    @Path("{session}")
    public Response close(@PathParam("session") String session, @Context Caller caller) {
        return Answers.none(
                own(session, caller).then(id -> useCases.sessions().then(service -> service.close(caller, id))));
    }

    private Response details(Caller caller, Outcome<Urn> session) {
        return Answers.ok(
                session.then(id -> useCases.sessions().then(service -> service.get(caller, id))), SessionDto::of);
    }

    private Outcome<Sessions.Opened> login(String authorization) {
        return BasicCredentials.read(authorization).then(credentials -> useCases.sessions()
                .then(service -> service.open(credentials.user(), credentials.password())));
    }

    /** Ends a session again that is not the provider's; the caller learns no more than from a wrong password. */
    private Outcome<Sessions.Opened> ofProvider(Sessions.Opened opened) {
        return useCases.sessions().then(service -> service.authenticate(opened.token())
                .then(caller -> caller.isProvider()
                        ? Outcome.done(opened)
                        : service.close(caller, caller.sessionId())
                                .then(closed -> Outcome.refused(BasicCredentials.wrong()))));
    }

    private static Response opened(Outcome<Sessions.Opened> outcome) {
        return outcome.fold(
                opened -> Response.fromResponse(Answers.json(200, SessionDto.of(opened.details())))
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + opened.token())
                        .header("X-VMWARE-VCLOUD-ACCESS-TOKEN", opened.token())
                        .header("X-VMWARE-VCLOUD-TOKEN-TYPE", "Bearer")
                        .build(),
                Answers::error);
    }

    private static Outcome<Urn> own(String text, Caller caller) {
        return Outcome.required(
                Urn.parse(EntityType.SESSION, text).filter(caller.sessionId()::equals),
                DomainError.forbidden("Cannot access another user's session"));
    }
}
