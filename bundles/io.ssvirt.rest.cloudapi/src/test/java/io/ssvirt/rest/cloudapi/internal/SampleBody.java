package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.ssvirt.model.Right;
import io.ssvirt.rest.api.BodyShape;

/** Good bodies, made of what a request reads. */
final class SampleBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Values by the last name of a member; a member that is neither here nor required is left out. */
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("name", "web1"),
            Map.entry("displayName", "Acme"),
            Map.entry("description", "for everybody"),
            Map.entry("isEnabled", true),
            Map.entry("enabled", true),
            Map.entry("isPublished", false),
            Map.entry("allocationModel", "Flex"),
            Map.entry("allocated", 1000),
            Map.entry("limit", 10000),
            Map.entry("nicQuota", 100),
            Map.entry("networkQuota", 50),
            Map.entry("isThinProvision", true),
            Map.entry("username", "alice"),
            Map.entry("fullName", "Alice A"),
            Map.entry("email", "alice@acme.example"),
            Map.entry("password", "correct horse battery"),
            Map.entry("current_password", "good-password"),
            Map.entry("new_password", "correct horse battery"));

    private static final Map<String, Object> BY_PATH = Map.of(
            "preferences.notifications.email",
            true,
            "values",
            List.of(Map.of("id", Right.VAPP_VIEW.id().toString())),
            "computeCapacity.cpu.units",
            "MHz",
            "computeCapacity.memory.units",
            "MB",
            "providerVdc.id",
            "provider-vdc-placeholder-001",
            "catalogItem.id",
            Sample.ITEM,
            "orgId",
            Sample.ORG.toString(),
            "organizationId",
            Sample.ORG.toString());

    /** Other spellings of something that is in the sample already. */
    private static final Set<String> OTHER_SPELLINGS = Set.of(
            "catalogItemUrn",
            "catalogItem.name",
            "org.id",
            "publishConfig.isPublished",
            "orgEntityRef.name",
            "orgEntityRef.id");

    private SampleBody() {}

    /** Tells whether a member is read only when another one is absent. */
    static boolean isOtherSpelling(BodyShape.Member member) {
        return OTHER_SPELLINGS.contains(member.path());
    }

    static ObjectNode of(BodyShape shape) {
        ObjectNode body = JSON.createObjectNode();
        for (BodyShape.Member member : shape.members()) {
            Object value = value(member);
            if (value != null && !OTHER_SPELLINGS.contains(member.path())) {
                put(body, member.path(), value);
            }
        }
        return body;
    }

    private static Object value(BodyShape.Member member) {
        String name = member.path().substring(member.path().lastIndexOf('.') + 1);
        Object known = BY_PATH.getOrDefault(member.path(), VALUES.get(name));
        if (known != null || !member.required()) {
            return known;
        }
        return member.words().isEmpty() ? "text" : member.words().get(0);
    }

    private static void put(ObjectNode body, String path, Object value) {
        if (path.contains("[]")) {
            return;
        }
        String[] names = path.split("\\.");
        ObjectNode at = body;
        for (int step = 0; step < names.length - 1; step++) {
            at = at.withObjectProperty(names[step]);
        }
        at.set(names[names.length - 1], JSON.valueToTree(value));
    }
}
