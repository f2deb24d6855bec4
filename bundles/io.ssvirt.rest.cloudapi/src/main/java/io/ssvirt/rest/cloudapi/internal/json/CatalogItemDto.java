package io.ssvirt.rest.cloudapi.internal.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.TemplateSizing;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * A template as a catalog item (contract 1.9), with what a wizard needs to know about it added.
 *
 * <p>Sizes come from the objects in the template and are 0 where these do not tell; the system is "" then.
 */
public record CatalogItemDto(
        String id,
        String name,
        String displayName,
        String description,
        String catalogId,
        @JsonProperty("isPublished") boolean published,
        @JsonProperty("isExpired") boolean expired,
        @JsonProperty("isVappTemplate") boolean template,
        String creationDate,
        long size,
        String status,
        Entity entity,
        Ref owner,
        Ref catalog,
        Ref catalogEntityRef,
        int versionNumber,
        String modificationDate,
        String iconClass,
        List<String> tags,
        @JsonProperty("os_type") String osType,
        @JsonProperty("cpu_count") int cpuCount,
        @JsonProperty("memory_mb") long memoryMb,
        @JsonProperty("disk_size_gb") long diskSizeGb,
        @JsonProperty("vm_instance_type") String instanceType,
        List<TemplateParameterDto> parameters) {

    private static final long MIB = 1024L * 1024;
    private static final long GIB = 1024 * MIB;

    /**
     * The template behind the item.
     *
     * @param templateSpec what a web interface may look for; nothing in it is not in the item as well, but the namespace
     * @param deploymentLeases always empty: nothing here runs on a lease
     */
    public record Entity(
            String name,
            String description,
            String type,
            int numberOfVMs,
            int numberOfCpus,
            long memoryAllocation,
            long storageAllocation,
            Template templateSpec,
            List<Object> deploymentLeases) {}

    /**
     * What the template says of itself.
     *
     * @param objects always empty: what a template is made of is shown to nobody but the cluster
     */
    public record Template(
            String kind,
            String apiVersion,
            Metadata metadata,
            List<TemplateParameterDto> parameters,
            List<Object> objects) {

        /** Where the template lies. */
        public record Metadata(String name, String namespace) {}

        private static Template of(CatalogItem item) {
            return new Template(
                    "Template",
                    "template.openshift.io/v1",
                    new Metadata(item.templateName(), item.templateNamespace()),
                    item.parameters().stream().map(TemplateParameterDto::of).toList(),
                    List.of());
        }
    }

    /** Maps an item. */
    public static CatalogItemDto of(CatalogItem item) {
        TemplateSizing sizing = item.sizing();
        String catalogId = item.catalog().id().toString();
        return new CatalogItemDto(
                idOf(item),
                item.templateName(),
                item.displayName(),
                item.description(),
                catalogId,
                item.published(),
                false,
                true,
                Times.seconds(item.createdAt()),
                sizing.storageBytes(),
                "AVAILABLE",
                entity(item),
                new Ref("System", ""),
                new Ref(item.catalog().name(), catalogId),
                new Ref(item.catalog().name(), catalogId),
                1,
                Times.seconds(item.createdAt()),
                item.iconClass(),
                item.tags(),
                sizing.guestOs(),
                sizing.cpus(),
                sizing.memoryBytes() / MIB,
                (sizing.storageBytes() + GIB - 1) / GIB,
                "",
                item.parameters().stream().map(TemplateParameterDto::of).toList());
    }

    private static String idOf(CatalogItem item) {
        return "urn:vcloud:catalogitem:" + item.catalog().id().id() + ":"
                + URLEncoder.encode(item.templateName(), StandardCharsets.UTF_8);
    }

    private static Entity entity(CatalogItem item) {
        TemplateSizing sizing = item.sizing();
        return new Entity(
                item.templateName(),
                item.description(),
                "application/vnd.vmware.vcloud.vAppTemplate+xml",
                Math.max(1, sizing.machines()),
                sizing.cpus(),
                sizing.memoryBytes(),
                sizing.storageBytes(),
                Template.of(item),
                List.of());
    }
}
