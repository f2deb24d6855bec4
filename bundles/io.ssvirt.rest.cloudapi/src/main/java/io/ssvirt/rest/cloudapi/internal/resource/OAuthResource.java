package io.ssvirt.rest.cloudapi.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.Public;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Bodies;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.Limits;
import io.ssvirt.rest.cloudapi.internal.json.OAuthDto;

/**
 * How API tokens are made and used by VMware Cloud Director's clients: a client is registered, given a refresh token against a
 * session's token, and exchanges that for sessions from then on.
 */
@Path("/oauth")
public final class OAuthResource {

    private static final String REFRESH = "refresh_token";
    private static final String BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final DomainError OTHER =
            DomainError.forbidden("You can make API tokens in your own organization only");

    private final UseCases useCases;

    /** Takes the use cases. */
    public OAuthResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Registers an API token of a tenant's user, who is the caller. */
    @POST
    @Path("tenant/{org}/register")
    public Response register(@PathParam("org") String org, JsonBody body, @Context Caller caller) {
        return register(Optional.of(org), body, caller);
    }

    /** Registers an API token of a user of the provider, who is the caller. */
    @POST
    @Path("provider/register")
    public Response registerForProvider(JsonBody body, @Context Caller caller) {
        return register(Optional.empty(), body, caller);
    }

    /** Gives out an API token, or exchanges one of a tenant's user. */
    @POST
    @Path("tenant/{org}/token")
    @Public
    public Response token(@PathParam("org") String org, InputStream form) throws IOException {
        return token(Optional.of(org), OAuthForm.read(form));
    }

    /** Gives out an API token, or exchanges one of a user of the provider. */
    @POST
    @Path("provider/token")
    @Public
    public Response tokenForProvider(InputStream form) throws IOException {
        return token(Optional.empty(), OAuthForm.read(form));
    }

    private Response register(Optional<String> org, JsonBody body, Caller caller) {
        return Bodies.read(
                body,
                fields -> fields.required("client_name", Limits.NAME),
                name -> Answers.created(
                        useCases.sessions()
                                .then(service -> service.get(caller, caller.sessionId()))
                                .then(details -> belongs(details, org))
                                .then(own -> useCases.tokens().then(service -> service.register(caller, name))),
                        OAuthDto.Client::of));
    }

    /** The provider's organization is called System by these clients. */
    private static Outcome<Sessions.Details> belongs(Sessions.Details details, Optional<String> org) {
        String own = details.organization().name();
        boolean provider = own.equals(Organization.PROVIDER);
        boolean there = org.map(name -> name.equalsIgnoreCase(own) || (provider && name.equalsIgnoreCase("System")))
                .orElse(provider);
        return there ? Outcome.done(details) : Outcome.refused(OTHER);
    }

    private Response token(Optional<String> org, OAuthForm form) {
        return switch (form.field("grant_type")) {
            case REFRESH -> exchange(org, new Secret(form.field(REFRESH)));
            case BEARER -> issue(form.field("assertion"), form.field("client_id"));
            default ->
                failure(
                        "unsupported_grant_type",
                        DomainError.invalid("grant_type", "grant_type must be refresh_token or " + BEARER));
        };
    }

    private Response exchange(Optional<String> org, Secret secret) {
        return useCases.tokens()
                .then(service -> service.exchange(org, secret))
                .fold(opened -> Answers.json(200, OAuthDto.Tokens.of(opened)), OAuthResource::refused);
    }

    private Response issue(String assertion, String client) {
        return useCases.sessions()
                .then(sessions -> sessions.authenticate(assertion).then(caller -> tokenId(client)
                        .then(id -> useCases.tokens().then(service -> service.issue(caller, id)))
                        .then(issued -> sessions.get(caller, caller.sessionId())
                                .map(details -> OAuthDto.Tokens.of(issued, details, assertion)))))
                .fold(tokens -> Answers.json(200, tokens), OAuthResource::refused);
    }

    private static Outcome<Urn> tokenId(String client) {
        try {
            return Outcome.done(new Urn(EntityType.TOKEN, UUID.fromString(client)));
        } catch (IllegalArgumentException noId) {
            return Outcome.refused(DomainError.invalid("client_id", "client_id must be a UUID"));
        }
    }

    private static Response refused(DomainError error) {
        return error.kind() == ErrorKind.UNAVAILABLE ? Answers.error(error) : failure("invalid_grant", error);
    }

    private static Response failure(String word, DomainError error) {
        return Answers.json(400, new OAuthDto.Failure(word, error.message(), 400, error.message()));
    }
}
