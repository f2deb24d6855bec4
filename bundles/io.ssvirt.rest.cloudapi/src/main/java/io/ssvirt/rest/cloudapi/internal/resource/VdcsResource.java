package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.Optional;
import java.util.function.Function;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.InstantiateBody;
import io.ssvirt.rest.cloudapi.internal.json.VAppDto;
import io.ssvirt.rest.cloudapi.internal.json.VdcDto;

/** VDCs as their users see them, and what is done in them (contract 2.8, 2.11 and 2.12). */
@Path("/cloudapi/1.0.0/vdcs")
public final class VdcsResource {

    static final ListRules RULES =
            ListRules.of("id", "name", "description", "status", "allocationModel", "isEnabled", "org.id");
    private static final ListRules VAPP_RULES = ListRules.of("id", "name", "description", "status");

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public VdcsResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists what the caller sees. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        return pages.answer(
                new Asked<>(() -> useCases.vdcs().then(service -> service.list(caller, query)), caller, this::body));
    }

    /** Reads one. */
    @GET
    @Path("{vdc}")
    public Response get(@PathParam("vdc") String vdc, @Context Caller caller) {
        return Answers.ok(id(vdc).then(urn -> useCases.vdcs().then(service -> service.get(caller, urn))), body(caller));
    }

    /** Lists the vApps in one, with their machines. */
    @GET
    @Path("{vdc}/vapps")
    public Response vapps(@PathParam("vdc") String vdc, @Context UriInfo uri, @Context Caller caller) {
        Names names = new Names(useCases, caller);
        return Answers.page(
                id(vdc).then(urn -> useCases.vapps()
                        .then(service ->
                                service.listOf(caller, urn, ListQuery.of(uri.getQueryParameters(), VAPP_RULES)))),
                detail -> VAppDto.of(detail, names));
    }

    /** Instantiates a template in one. */
    @POST
    @Path("{vdc}/actions/instantiateTemplate")
    public Response instantiate(@PathParam("vdc") String vdc, JsonBody body, @Context Caller caller) {
        Outcome<Urn> id = id(vdc);
        // an id that cannot be one comes before the body, and one of nothing after it
        Optional<DomainError> malformed = id.refusal().filter(error -> error.kind() == ErrorKind.INVALID);
        return malformed.map(Answers::error).orElseGet(() -> body.read(InstantiateBody::of)
                .fold(request -> instantiate(id, request, caller), error -> Problem.of(error)
                        .under("Invalid request format")
                        .toResponse()));
    }

    private Response instantiate(Outcome<Urn> vdc, InstantiateBody body, Caller caller) {
        Names names = new Names(useCases, caller);
        return Answers.creating(
                body.toRequest()
                        .then(request -> vdc.then(
                                urn -> useCases.vapps().then(service -> service.instantiate(caller, urn, request)))),
                detail -> VAppDto.of(detail, names));
    }

    private Function<Vdc, VdcDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return vdc -> VdcDto.of(vdc, names.org(vdc.orgId()));
    }

    private static Outcome<Urn> id(String text) {
        return Ids.prefixed(EntityType.VDC, text);
    }
}
