package io.ssvirt.rest.cloudapi.internal.resource;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

import io.ssvirt.api.Caller;
import io.ssvirt.rest.api.ListQuery;
import io.ssvirt.rest.api.ListRules;
import io.ssvirt.rest.cloudapi.internal.Answers;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.UseCases;
import io.ssvirt.rest.cloudapi.internal.json.AuditEventDto;

/** Who asked for what and what came of it, under the path and the words of VMware Cloud Director. */
@Path("/cloudapi/1.0.0/auditTrail")
public final class AuditTrailResource {

    private static final ListRules RULES = ListRules.of(
            "timestamp",
            "eventType",
            "eventStatus",
            "user",
            "user.name",
            "user.id",
            "eventEntity.id",
            "eventEntity.name",
            "requestId",
            "org.id");

    private final UseCases useCases;

    /** Takes the use cases. */
    public AuditTrailResource(UseCases useCases) {
        this.useCases = useCases;
    }

    /** Lists the events of the caller's organization, or all for an administrator of the cloud. */
    @GET
    public Response list(@Context UriInfo uri, @Context Caller caller) {
        Names names = new Names(useCases, caller);
        return Answers.page(
                useCases.trail().then(service -> service.list(caller, ListQuery.of(uri.getQueryParameters(), RULES))),
                event -> AuditEventDto.of(event, names));
    }
}
