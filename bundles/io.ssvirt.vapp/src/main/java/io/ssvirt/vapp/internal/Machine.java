package io.ssvirt.vapp.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.store.spi.Intent;

/**
 * A machine as far as an intent about it needs to know it: who it is and where.
 *
 * <p>What stood in its row when the intent was accepted is good for the first attempt; later ones read the row again.
 */
record Machine(Urn id, String name, MachineReference reference) {

    private static final String NAMESPACE = "namespace";
    private static final String OBJECT = "machine";
    private static final String UID = "uid";

    static Machine of(Vm vm) {
        return new Machine(vm.id(), vm.name(), new MachineReference(vm.namespace(), vm.objectName(), vm.uid()));
    }

    /** Returns the machine when the intent alone tells enough about it. */
    static Optional<Machine> of(Intent intent) {
        Map<String, String> values = intent.desired();
        return values.containsKey(UID) && intent.attempts() <= 1
                ? Optional.of(new Machine(
                        intent.entity(),
                        intent.entityName(),
                        new MachineReference(
                                new NamespaceName(values.get(NAMESPACE)), values.get(OBJECT), values.get(UID))))
                : Optional.empty();
    }

    /** Writes down what carrying out an intent about a machine needs. */
    static Map<String, String> desired(Vm vm) {
        Map<String, String> values = new HashMap<>();
        values.put(NAMESPACE, vm.namespace().value());
        values.put(OBJECT, vm.objectName());
        values.put(UID, vm.uid());
        return values;
    }
}
