package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.model.Secret;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.JsonFields;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Bodies;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.Limits;
import io.ssvirt.rest.cloudapi.internal.json.PreferencesDto;
import io.ssvirt.rest.cloudapi.internal.json.ProfileDto;
import io.ssvirt.rest.cloudapi.internal.json.SecurityDto;

/** Who the caller is and what it decides for itself (contract 2.14 and 8.3). */
@Path("/api/v1/user")
@HumanError
public final class ProfileResource {

    private final UseCases useCases;

    private record NewPassword(Secret current, Secret wanted) {}

    /** Takes the use cases. */
    public ProfileResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Reads the caller's profile. */
    @GET
    @Path("profile")
    public Response get(@Context Caller caller) {
        return Answers.ok(
                useCases.users().then(service -> service.get(caller, caller.userId())),
                detail -> ProfileDto.of(detail.user()));
    }

    /** Reads the caller's preferences. */
    @GET
    @Path("preferences")
    public Response preferences(@Context Caller caller) {
        return Answers.ok(useCases.profile().then(service -> service.preferences(caller)), PreferencesDto::of);
    }

    /** Changes them; what the body does not name stays. */
    @PUT
    @Path("preferences")
    public Response prefer(JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                PreferencesDto::change,
                change -> Answers.ok(
                        useCases.profile().then(service -> service.prefer(caller, change)), PreferencesDto::of));
    }

    /** Changes the caller's password. */
    @PUT
    @Path("password")
    public Response password(JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                ProfileResource::newPassword,
                wanted -> Answers.ok(
                        useCases.profile()
                                .then(service -> service.changePassword(caller, wanted.current(), wanted.wanted())),
                        done -> new SecurityDto.Done(true, "Password changed")));
    }

    private static NewPassword newPassword(JsonFields fields) {
        return new NewPassword(
                new Secret(fields.required("current_password", Limits.PASSWORD)),
                new Secret(fields.required("new_password", Limits.PASSWORD)));
    }

    /** Lists the ways in. */
    @GET
    @Path("security/settings")
    public Response security(@Context Caller caller) {
        return Answers.ok(useCases.profile().then(service -> service.security(caller)), SecurityDto::all);
    }

    /** Opens or closes one of them. */
    @PUT
    @Path("security/settings/{setting}")
    public Response secure(@PathParam("setting") String setting, JsonBody body, @Context Caller caller) {
        return Bodies.read(
                body,
                ProfileResource::enabled,
                enabled -> Answers.ok(
                        useCases.profile().then(service -> service.secure(caller, setting, enabled)),
                        SecurityDto::one));
    }

    private static boolean enabled(JsonFields fields) {
        if (fields.flag("enabled").isEmpty()) {
            fields.reject("enabled", "must be true or false");
        }
        return fields.flag("enabled").orElse(false);
    }
}
