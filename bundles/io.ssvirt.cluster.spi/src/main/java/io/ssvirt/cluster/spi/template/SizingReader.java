package io.ssvirt.cluster.spi.template;

import java.util.Map;

import io.ssvirt.model.TemplateSizing;

/** Adds up what the objects of a template ask for. */
final class SizingReader {

    private final Map<String, String> defaults;
    private final String guestOs;
    private final InstancetypeSizes sizes;

    /** Reads references through the defaults; the guest system of the template counts when no machine names one. */
    SizingReader(Map<String, String> defaults, String guestOs, InstancetypeSizes sizes) {
        this.defaults = defaults;
        this.guestOs = guestOs;
        this.sizes = sizes;
    }

    /** Returns the sums; CPUs or memory are 0 when one machine does not tell its own, since a part is not the whole. */
    TemplateSizing read(TemplateDocument template) {
        int machines = 0;
        int cpus = 0;
        long memory = 0;
        long storage = 0;
        boolean allCpus = true;
        boolean allMemory = true;
        String system = "";
        for (Map<String, Object> object : TemplateProcessor.process(template, defaults)) {
            if (MachineSpec.isMachine(object)) {
                MachineSpec machine = MachineSpec.of(object, sizes);
                machines++;
                allCpus &= machine.cpus() > 0;
                allMemory &= machine.memoryBytes() > 0;
                cpus = clamp((long) cpus + machine.cpus());
                memory += machine.memoryBytes();
                storage += machine.storageBytes();
                system = system.isEmpty() ? machine.guestOs() : system;
            } else if ("PersistentVolumeClaim".equals(Tree.text(object, "kind"))) {
                storage += Amounts.storage(Tree.map(object, "spec"));
            }
        }
        return new TemplateSizing(
                machines, allCpus ? cpus : 0, allMemory ? memory : 0, storage, system.isEmpty() ? guestOs : system);
    }

    private static int clamp(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }
}
