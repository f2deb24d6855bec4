package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.cloudapi.internal.Names;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * One event of the audit trail, with the members that VMware Cloud Director has.
 *
 * @param eventType noun and verb, as in {@code vdcs/create}
 * @param eventStatus {@code SUCCESS} or {@code FAILURE}
 */
public record AuditEventDto(
        String eventId,
        String description,
        Ref org,
        Ref user,
        Ref eventEntity,
        String eventType,
        String eventStatus,
        String timestamp,
        Additional additionalProperties) {

    /** What else is known: status and code of the answer, and where the request came from. */
    public record Additional(String requestId, int status, String code, String address) {}

    /** Maps an event. */
    public static AuditEventDto of(AuditEvent event, Names names) {
        String result = event.isSuccess() ? "SUCCESS" : "FAILURE";
        return new AuditEventDto(
                new Urn(EntityType.AUDIT_EVENT, event.id()).toString(),
                event.actor().name() + ": " + event.action() + " " + result,
                event.actor().orgId().map(names::org).orElse(null),
                new Ref(
                        event.actor().name(),
                        event.actor().id().map(Urn::toString).orElse(null)),
                new Ref(event.target().name(), event.target().id()),
                event.action(),
                result,
                Times.micros(event.at()),
                new Additional(event.requestId(), event.status(), event.code().orElse(null), event.address()));
    }
}
