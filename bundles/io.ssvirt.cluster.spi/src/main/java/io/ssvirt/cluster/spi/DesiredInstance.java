package io.ssvirt.cluster.spi;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

/**
 * A TemplateInstance with its parameters Secret.
 *
 * @param vappId an object of that name is ours when its label {@link Labels#VAPP_ID} holds this
 * @param name of the TemplateInstance; its Secret is {@code <name>-params}
 * @param template the complete template that it carries
 * @param values every parameter's final value; empty when the Secret must be there already (resumed after a crash)
 */
public record DesiredInstance(
        UUID vappId,
        NamespaceName space,
        String name,
        TemplateDocument template,
        Map<String, String> labels,
        Optional<SecretValues> values) {

    /** Keeps its own copy. */
    public DesiredInstance {
        labels = Map.copyOf(labels);
    }

    /** Returns the name of the Secret with the parameters (contract 4.4). */
    public String secretName() {
        return name + "-params";
    }
}
