package io.ssvirt.itests.walk;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the web interface reads of each object (contract 8.4); a missing object blanks its page. */
final class PortalFields {

    private static final Map<String, String> READ = Map.of(
            "session",
                    "id user.id user.name org.id org.name operatingOrg.id roles[] roleRefs[] sessionIdleTimeoutMinutes#",
            "page", "values[] resultTotal# pageCount# page# pageSize#",
            "org", "id name displayName description isEnabled?",
            "user",
                    "id username fullName name email enabled? orgEntityRef.id orgEntityRef.name createdDate lastModified",
            "role", "id name description",
            "vdc",
                    "id name displayName description allocationModel computeCapacity.cpu.allocated# computeCapacity.cpu.limit#"
                            + " computeCapacity.cpu.units computeCapacity.memory.allocated# computeCapacity.memory.limit#"
                            + " computeCapacity.memory.units providerVdc.id nicQuota# networkQuota# vdcStorageProfiles{}"
                            + " isThinProvision? isEnabled? creationDate lastModified",
            "catalog",
                    "id name description org.id orgId isPublished? isSubscribed? isLocal? creationDate"
                            + " numberOfVAppTemplates# version#",
            "item",
                    "id name description status creationDate entity.name entity.description versionNumber# modificationDate"
                            + " catalogEntityRef.id isVappTemplate? os_type cpu_count# memory_mb# disk_size_gb#"
                            + " vm_instance_type",
            "vapp",
                    "id name description status createdAt updatedAt numberOfVMs# vdcId vdc.id vdc.name org.id org.name vms[]",
            "vm",
                    "id name description status vappId createdAt updatedAt guestOs hardware.numCpus# hardware.memoryMB#"
                            + " vapp.id vapp.name vdcId vdc.id vdc.name org.id org.name");

    private PortalFields() {}

    /** Checks that everything is there with its type: {@code []} list, {@code {}} object, {@code #} number, {@code ?} boolean, else text. */
    static JsonNode check(String kind, JsonNode object) {
        for (String field : READ.get(kind).split(" ")) {
            String path = "/" + field.replaceAll("[\\[\\]{}#?]+$", "").replace('.', '/');
            JsonNode value = object.at(path);
            boolean right =
                    switch (field.charAt(field.length() - 1)) {
                        case ']' -> value.isArray();
                        case '}' -> value.isObject() || value.isArray();
                        case '#' -> value.isNumber();
                        case '?' -> value.isBoolean();
                        default -> value.isTextual();
                    };
            assertThat(right).as("%s of %s %s", path, kind, object).isTrue();
        }
        return object;
    }

    /** Checks a list and each of its entries, and returns the entries. */
    static JsonNode checkPage(String kind, Answer answer) {
        JsonNode page = check("page", answer.is(200).body());
        page.at("/values").forEach(entry -> check(kind, entry));
        return page.at("/values");
    }
}
