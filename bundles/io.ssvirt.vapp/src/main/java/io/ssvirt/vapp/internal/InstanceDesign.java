package io.ssvirt.vapp.internal;

import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.VApp;

/** Designs the TemplateInstance of a vApp (contract 4.4); its objects carry the vApp's name and ids as labels (contract 4.5). */
final class InstanceDesign {

    private static final int LONGEST_LABEL = 63;

    private InstanceDesign() {}

    static DesiredInstance of(VApp vapp, TemplateDocument template, Optional<SecretValues> values) {
        return new DesiredInstance(
                vapp.id().id(),
                vapp.namespace(),
                vapp.instanceName(),
                template.withLabels(Map.of(
                        Labels.VAPP_NAME, vapp.instanceName(),
                        Labels.VAPP_ID, vapp.id().id().toString(),
                        Labels.VDC_ID, vapp.vdcId().id().toString())),
                Map.of(
                        Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT,
                        Labels.TEMPLATE_NAME, label(vapp.templateName()),
                        Labels.VDC_ID, vapp.vdcId().id().toString(),
                        Labels.VAPP_ID, vapp.id().id().toString()),
                values);
    }

    /** A template's name may be longer than a label's value. */
    private static String label(String name) {
        String cut = name.length() > LONGEST_LABEL ? name.substring(0, LONGEST_LABEL) : name;
        return cut.replaceAll("[^A-Za-z0-9]+$", "");
    }
}
