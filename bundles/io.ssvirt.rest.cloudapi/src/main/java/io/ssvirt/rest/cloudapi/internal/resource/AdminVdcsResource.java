package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.Optional;
import java.util.function.Function;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Change;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.VdcBody;
import io.ssvirt.rest.cloudapi.internal.json.VdcDto;

/**
 * VDCs of one organization, for administrators of the cloud (contract 2.7).
 *
 * <p>Only somebody who may know the organization, or the VDC, is told what is wrong with a body.
 */
@Path("/api/admin/org/{org}/vdcs")
public final class AdminVdcsResource {

    private static final int FORBIDDEN = 403;

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public AdminVdcsResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists all. */
    @GET
    public Response list(@PathParam("org") String org, @Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), VdcsResource.RULES);
        return explained(pages.answer(new Asked<>(
                () -> org(org).then(id -> useCases.vdcs().then(service -> service.listOf(caller, id, query))),
                caller,
                this::body)));
    }

    /** Creates one with its namespace. */
    @POST
    public Response create(@PathParam("org") String org, JsonBody body, @Context Caller caller) {
        return explained(org(org).then(id -> useCases.vdcs().map(service -> create(service, id, body, caller)))
                .fold(answer -> answer, Answers::error));
    }

    /** Reads one. */
    @GET
    @Path("{vdc}")
    public Response get(@PathParam("org") String org, @PathParam("vdc") String vdc, @Context Caller caller) {
        return explained(Answers.ok(
                place(org, vdc).then(at -> useCases.vdcs().then(service -> service.getOf(caller, at.org(), at.vdc()))),
                body(caller)));
    }

    /** Changes one; what the body does not name stays. */
    @PUT
    @Path("{vdc}")
    public Response update(
            @PathParam("org") String org, @PathParam("vdc") String vdc, JsonBody body, @Context Caller caller) {
        return explained(place(org, vdc)
                .then(at -> useCases.vdcs().map(service -> update(service, at, body, caller)))
                .fold(answer -> answer, Answers::error));
    }

    /** Changes one; the same as PUT. */
    @PATCH
    @Path("{vdc}")
    public Response patch(
            @PathParam("org") String org, @PathParam("vdc") String vdc, JsonBody body, @Context Caller caller) {
        return update(org, vdc, body, caller);
    }

    /** Deletes one with its namespace; one that is not empty only when asked for. */
    @DELETE
    @Path("{vdc}")
    public Response delete(
            @PathParam("org") String org,
            @PathParam("vdc") String vdc,
            @QueryParam("recursive") String recursive,
            @QueryParam("force") String force,
            @Context Caller caller) {
        return explained(Answers.deleting(
                place(org, vdc).then(at -> useCases.vdcs()
                        .then(service -> isTrue(recursive)
                                ? service.deleteWithContents(caller, at.org(), at.vdc(), isTrue(force))
                                : service.delete(caller, at.org(), at.vdc()))),
                body(caller)));
    }

    /** Adds to a refusal which part of the API it is about. */
    private static Response explained(Response answer) {
        boolean forbidden = answer.getStatus() == FORBIDDEN;
        return forbidden && answer.getEntity() instanceof Problem problem
                ? problem.with("VDC management requires System Administrator privileges")
                        .toResponse()
                : answer;
    }

    private static boolean isTrue(String flag) {
        return "true".equalsIgnoreCase(flag);
    }

    private Response create(Vdcs service, Urn org, JsonBody body, Caller caller) {
        return body.read(VdcBody::create)
                .fold(
                        draft -> Answers.creating(service.create(caller, org, draft), body(caller)),
                        error -> bad(
                                service.listOf(caller, org, Query.page(1, 1)).refusal(), error));
    }

    private Response update(Vdcs service, Place at, JsonBody body, Caller caller) {
        Outcome<Change<Vdc>> changed = service.update(
                caller, at.org(), at.vdc(), now -> body.read(fields -> VdcBody.update(fields, now.capacity())));
        return changed.refusal()
                .map(error -> bad(Optional.empty(), error))
                .orElseGet(() -> Answers.updating(changed, body(caller)));
    }

    private static Response bad(Optional<DomainError> refusal, DomainError error) {
        if (refusal.isPresent()) {
            return Answers.error(refusal.get());
        }
        Problem problem = Problem.of(error);
        boolean model = error.field().filter(VdcBody.ALLOCATION_MODEL::equals).isPresent();
        return (model ? problem.under("Invalid allocation model") : problem).toResponse();
    }

    private Function<Vdc, VdcDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return vdc -> VdcDto.of(vdc, names.org(vdc.orgId()));
    }

    private record Place(Urn org, Urn vdc) {}

    private static Outcome<Place> place(String org, String vdc) {
        return org(org).then(id -> Ids.prefixed(EntityType.VDC, vdc).map(urn -> new Place(id, urn)));
    }

    private static Outcome<Urn> org(String text) {
        return Ids.prefixed(EntityType.ORGANIZATION, text);
    }
}
