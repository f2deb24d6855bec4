package io.ssvirt.rest.cloudapi.internal.json;

import java.util.List;

import io.ssvirt.api.VApps;
import io.ssvirt.model.InstanceObject;
import io.ssvirt.model.VApp;

/**
 * What the cluster made of a vApp's template.
 *
 * @param name of the TemplateInstance
 * @param phase {@code PENDING}, {@code READY}, {@code FAILED} or {@code MISSING}
 * @param message the failure in the cluster's words; empty when there is none
 * @param objects left out in lists
 * @param conditions left out in lists
 */
public record InstanceDto(
        String name, String phase, String message, List<Made> objects, List<ConditionDto> conditions) {

    /** An object of the template: {@code CREATED}, or {@code FAILED} with the reason. */
    public record Made(String apiVersion, String kind, String namespace, String name, String status, String message) {

        private static Made of(InstanceObject object) {
            boolean created = object.problem().isEmpty();
            return new Made(
                    object.apiVersion(),
                    object.kind(),
                    object.namespace(),
                    object.name(),
                    created ? "CREATED" : "FAILED",
                    object.problem());
        }
    }

    static InstanceDto of(VApps.Detail detail) {
        VApp vapp = detail.vapp();
        return new InstanceDto(
                vapp.instanceName(),
                vapp.instance().name(),
                vapp.failure() == null ? "" : vapp.failure(),
                detail.instance()
                        .map(instance ->
                                instance.objects().stream().map(Made::of).toList())
                        .orElse(null),
                detail.instance()
                        .map(instance -> ConditionDto.of(instance.conditions()))
                        .orElse(null));
    }
}
