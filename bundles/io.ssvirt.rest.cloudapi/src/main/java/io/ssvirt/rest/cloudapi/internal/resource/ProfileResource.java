package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

import io.ssvirt.api.Caller;
import io.ssvirt.rest.api.HumanError;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.ProfileDto;

/** Who the caller is (contract 2.14). */
@Path("/api/v1/user/profile")
@HumanError
public final class ProfileResource {

    private final UseCases useCases;

    /** Takes the use cases. */
    public ProfileResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Reads the caller's profile. */
    @GET
    public Response get(@Context Caller caller) {
        return Answers.ok(
                useCases.sessions().then(service -> service.get(caller, caller.sessionId())),
                details -> ProfileDto.of(details.user()));
    }
}
