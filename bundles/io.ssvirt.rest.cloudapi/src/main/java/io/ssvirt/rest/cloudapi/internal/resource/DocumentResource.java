package io.ssvirt.rest.cloudapi.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.api.Public;

/** The document of the API, and a page that shows it. All of it comes from this server. */
@Path("/")
@Public
public final class DocumentResource {

    private static final String DOCUMENT = "/openapi.yaml";

    /** Where Swagger UI has its files; the version is that of the build. */
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.20.0/";

    private static final List<String> OWN = List.of("index.html", "start.js");

    private static final Map<String, String> PAGE = Map.of(
            "index.html", "text/html;charset=utf-8",
            "start.js", "text/javascript;charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript;charset=utf-8",
            "swagger-ui.css", "text/css;charset=utf-8",
            "favicon-32x32.png", "image/png");

    /** Returns the document as YAML. */
    @GET
    @Path("openapi.yaml")
    public Response yaml() throws IOException {
        return file(DOCUMENT, "application/yaml;charset=utf-8");
    }

    /** Returns the document as JSON. */
    @GET
    @Path("openapi.json")
    public Response json() throws IOException {
        try (InputStream yaml = DocumentResource.class.getResourceAsStream(DOCUMENT)) {
            byte[] json = new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
            return Response.ok(json, Problem.JSON).build();
        }
    }

    /** Shows the document. */
    @GET
    @Path("swagger-ui")
    public Response page() throws IOException {
        return part("index.html");
    }

    /** Returns a part of the page that shows it. */
    @GET
    @Path("swagger-ui/{part}")
    public Response part(@PathParam("part") String part) throws IOException {
        Optional<String> type = Optional.ofNullable(PAGE.get(part));
        return type.isPresent()
                ? file((OWN.contains(part) ? "/swagger-ui/" : SWAGGER_UI) + part, type.get())
                : Problem.of(404, "NOT_FOUND", "This path, or this method on it, does not exist")
                        .toResponse();
    }

    private static Response file(String name, String type) throws IOException {
        try (InputStream file = DocumentResource.class.getResourceAsStream(name)) {
            return Response.ok(file.readAllBytes())
                    .header(HttpHeaders.CONTENT_TYPE, type)
                    .build();
        }
    }
}
