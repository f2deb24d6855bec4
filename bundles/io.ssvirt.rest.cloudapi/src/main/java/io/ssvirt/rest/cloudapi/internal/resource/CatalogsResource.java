package io.ssvirt.rest.cloudapi.internal.resource;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.JsonBody;
import io.ssvirt.rest.api.LegalText;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.api.Problem;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Ids;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.WrittenPages;
import io.ssvirt.rest.cloudapi.internal.WrittenPages.Asked;
import io.ssvirt.rest.cloudapi.internal.json.CatalogBody;
import io.ssvirt.rest.cloudapi.internal.json.CatalogDto;
import io.ssvirt.rest.cloudapi.internal.json.CatalogItemDto;

/** Catalogs and their items (contract 2.9 and 2.10). */
@Path("/cloudapi/1.0.0/catalogs")
public final class CatalogsResource {

    private static final int MOST = 128;
    private static final ListRules RULES =
            new ListRules(MOST, Set.of("id", "name", "description", "isPublished", "orgId", "org.id"));
    private static final ListRules ITEM_RULES = ListRules.of("name", "description");
    private static final String ITEM = "urn:vcloud:catalogitem:";

    private final UseCases useCases;
    private final WrittenPages pages;

    /** Takes the use cases. */
    public CatalogsResource(UseCases useCases) {
        this.useCases = useCases;
        this.pages = new WrittenPages(useCases);
    }

    /** Lists what the caller sees. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Query query = ListQuery.of(uri.getQueryParameters(), RULES);
        // How many templates there are is no part of a row.
        return pages.answer(new Asked<>(
                () -> useCases.catalogs().then(service -> service.list(caller, query)),
                caller,
                this::body,
                Page::values));
    }

    /** Creates one. */
    @POST
    public Response create(JsonBody body, @Context Caller caller) {
        return body.read(CatalogBody::create)
                .fold(
                        request -> Answers.created(
                                Ids.prefixed(EntityType.ORGANIZATION, request.orgId())
                                        .then(org -> useCases.catalogs()
                                                .then(service -> service.create(caller, request.in(org)))),
                                body(caller)),
                        error -> Problem.of(error).under("Invalid request body").toResponse());
    }

    /** Reads one. */
    @GET
    @Path("{catalog}")
    public Response get(@PathParam("catalog") String catalog, @Context Caller caller) {
        return Answers.ok(
                id(catalog).then(urn -> useCases.catalogs().then(service -> service.get(caller, urn))), body(caller));
    }

    /** Changes one; what the body does not name stays. */
    @PUT
    @Path("{catalog}")
    public Response update(@PathParam("catalog") String catalog, JsonBody body, @Context Caller caller) {
        return Answers.ok(
                id(catalog).then(urn -> CatalogBody.update(body)
                        .then(draft -> useCases.catalogs().then(service -> service.update(caller, urn, draft)))),
                body(caller));
    }

    /** Changes one; the same as PUT. */
    @PATCH
    @Path("{catalog}")
    public Response patch(@PathParam("catalog") String catalog, JsonBody body, @Context Caller caller) {
        return update(catalog, body, caller);
    }

    /** Deletes one. */
    @DELETE
    @Path("{catalog}")
    public Response delete(@PathParam("catalog") String catalog, @Context Caller caller) {
        return Answers.none(id(catalog).then(urn -> useCases.catalogs().then(service -> service.delete(caller, urn))));
    }

    /** Lists the items of one. */
    @GET
    @Path("{catalog}/catalogItems")
    public Response items(@PathParam("catalog") String catalog, @Context UriInfo uri, @Context Caller caller) {
        return Answers.page(
                catalogOfItems(catalog).then(urn -> useCases.catalogs()
                        .then(service ->
                                service.items(caller, urn, ListQuery.of(uri.getQueryParameters(), ITEM_RULES)))),
                CatalogItemDto::of);
    }

    /** Reads one item by any spelling of its id. */
    @GET
    @Path("{catalog}/catalogItems/{item}")
    public Response item(@PathParam("catalog") String catalog, @PathParam("item") String item, @Context Caller caller) {
        return Answers.ok(
                catalogOfItems(catalog).then(urn -> reference(item)
                        .then(reference -> useCases.catalogs().then(service -> service.item(caller, urn, reference)))),
                CatalogItemDto::of);
    }

    private Function<Catalogs.Counted, CatalogDto> body(Caller caller) {
        Names names = new Names(useCases, caller);
        return counted -> CatalogDto.of(counted, names.org(counted.catalog().orgId()));
    }

    private static Outcome<Catalogs.ItemReference> reference(String item) {
        String suffix = item.startsWith(ITEM) ? item.substring(ITEM.length()) : "";
        return suffix.isBlank() || !LegalText.isLegal(suffix)
                ? Outcome.refused(DomainError.invalid("catalogItemId", "Invalid catalog item ID format"))
                : Outcome.done(new Catalogs.ItemReference(suffix, Optional.empty()));
    }

    private static Outcome<Urn> id(String text) {
        return Ids.prefixed(EntityType.CATALOG, text);
    }

    private static Outcome<Urn> catalogOfItems(String text) {
        return Ids.prefixed(EntityType.CATALOG, text, "Invalid catalog ID format");
    }
}
