package io.ssvirt.benchmarks.inside;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.ws.rs.GET;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

import io.ssvirt.rest.api.Public;

/**
 * What other resources are held against: it answers ready-made bytes, to anybody, through the same server, the same application and
 * the same filters.
 */
@Public
@javax.ws.rs.Path("/benchmark")
public final class Ruler {

    /** Environment variable with the file of the bytes. */
    public static final String ANSWER = "BENCHMARK_ANSWER";

    private final CallBook calls;
    private final Mirror mirror;
    private volatile byte[] bytes = {};

    Ruler(CallBook calls, Mirror mirror) {
        this.calls = calls;
        this.mirror = mirror;
    }

    /** Answers the bytes. */
    @GET
    @javax.ws.rs.Path("bytes")
    public Response get() {
        return Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** Reads the file of the bytes again. */
    @GET
    @javax.ws.rs.Path("renew")
    public Response renew() throws IOException {
        bytes = Files.readAllBytes(Path.of(System.getenv(ANSWER)));
        return get();
    }

    /** Has rows no longer brought to what is observed in the cluster. */
    @GET
    @javax.ws.rs.Path("unmirrored")
    public Response unmirrored() throws InvocationTargetException, InterruptedException {
        mirror.stop();
        return Response.ok("", MediaType.TEXT_PLAIN_TYPE).build();
    }

    /** Answers the calls of the simulated cluster since the last time. */
    @GET
    @javax.ws.rs.Path("calls")
    public Response calls() {
        return Response.ok(calls.takeAll(), MediaType.TEXT_PLAIN_TYPE).build();
    }
}
