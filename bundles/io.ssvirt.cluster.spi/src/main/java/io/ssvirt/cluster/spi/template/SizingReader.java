package io.ssvirt.cluster.spi.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        String preferred = "";
        List<Map<String, Object>> objects = TemplateProcessor.process(template, defaults);
        InstancetypeSizes known = new OfTemplate(own(objects), sizes);
        for (Map<String, Object> object : objects) {
            if (MachineSpec.isMachine(object)) {
                MachineSpec machine = MachineSpec.of(object, known);
                machines++;
                allCpus &= machine.cpus() > 0;
                allMemory &= machine.memoryBytes() > 0;
                cpus = clamp((long) cpus + machine.cpus());
                memory += machine.memoryBytes();
                storage += machine.storageBytes();
                system = system.isEmpty() ? MachineSpec.systemOf(object) : system;
                preferred = preferred.isEmpty() ? machine.guestOs() : preferred;
            } else if ("DataVolume".equals(Tree.text(object, "kind"))) {
                storage += Amounts.storage(MachineSpec.claimOf(object));
            } else if ("PersistentVolumeClaim".equals(Tree.text(object, "kind"))) {
                storage += Amounts.storage(Tree.map(object, "spec"));
            }
        }
        String named = system.isEmpty() ? guestOs : system;
        return new TemplateSizing(
                machines, allCpus ? cpus : 0, allMemory ? memory : 0, storage, named.isEmpty() ? preferred : named);
    }

    private static Map<String, InstancetypeSizes.Size> own(List<Map<String, Object>> objects) {
        Map<String, InstancetypeSizes.Size> own = new HashMap<>();
        objects.stream()
                .filter(object -> Instancetype.OWN.equals(Tree.text(object, "kind")))
                .forEach(object ->
                        own.put(Tree.text(Tree.map(object, "metadata"), "name"), InstancetypeSizes.of(object)));
        return own;
    }

    /** What a template brings along comes into the namespace of the machines; everything else is the cluster's. */
    private record OfTemplate(Map<String, InstancetypeSizes.Size> own, InstancetypeSizes cluster)
            implements InstancetypeSizes {

        @Override
        public Optional<Size> find(String name) {
            return cluster.find(name);
        }

        @Override
        public Optional<Size> find(String namespace, String name) {
            return Optional.ofNullable(own.get(name));
        }
    }

    private static int clamp(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }
}
