package io.ssvirt.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Response;

import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.api.Public;

/**
 * Tells that the process answers, which needs nothing but this bundle.
 *
 * <p>It also gives the application a resource of its own: there is none without one, however many front ends are away.
 */
@Path("/livez")
@Public
public final class Liveness {

    /** Answers. */
    @GET
    public Response alive() {
        return Response.ok(new Alive(true), Problem.JSON).build();
    }

    /** The answer of a process that is alive. */
    public record Alive(boolean alive) {}
}
