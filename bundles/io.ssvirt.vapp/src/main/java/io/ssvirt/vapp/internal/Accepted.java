package io.ssvirt.vapp.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.store.spi.Intent;

/**
 * A vApp as its intent says that it was accepted, so that the first attempt need not read it again.
 *
 * <p>Later attempts, and intents of an earlier version, leave it to the row: much may have happened in between.
 */
final class Accepted {

    private static final String NAMESPACE = "namespace";
    private static final String INSTANCE = "instance";
    private static final String UID = "uid";
    private static final String VDC = "vdc";
    private static final String TEMPLATE_NAMESPACE = "templateNamespace";
    private static final String TEMPLATE = "template";

    private Accepted() {}

    /** Writes down what carrying out an intent about a vApp needs. */
    static Map<String, String> of(VApp vapp) {
        Map<String, String> values = new HashMap<>();
        values.put(NAMESPACE, vapp.namespace().value());
        values.put(INSTANCE, vapp.instanceName());
        values.put(VDC, vapp.vdcId().id().toString());
        values.put(TEMPLATE_NAMESPACE, vapp.templateNamespace());
        values.put(TEMPLATE, vapp.templateName());
        vapp.instanceUid().ifPresent(uid -> values.put(UID, uid.toString()));
        return values;
    }

    /** Returns the vApp when the intent alone tells enough about it. */
    static Optional<VApp> vapp(Intent intent) {
        Map<String, String> values = intent.desired();
        boolean creation = intent.operation() == Operation.VAPP_INSTANTIATE;
        boolean enough = values.containsKey(INSTANCE) && (creation || values.containsKey(UID));
        return enough && intent.attempts() <= 1 ? Optional.of(vapp(intent, values, creation)) : Optional.empty();
    }

    private static VApp vapp(Intent intent, Map<String, String> values, boolean creation) {
        return new VApp(
                intent.entity(),
                new Urn(EntityType.VDC, UUID.fromString(values.get(VDC))),
                intent.orgId(),
                new NamespaceName(values.get(NAMESPACE)),
                intent.entityName(),
                values.get(INSTANCE),
                "",
                values.get(TEMPLATE_NAMESPACE),
                values.get(TEMPLATE),
                creation ? VAppState.CREATING : VAppState.DELETING,
                InstancePhase.PENDING,
                creation ? VAppStatus.INSTANTIATING : VAppStatus.DELETING,
                Optional.ofNullable(values.get(UID)).map(UUID::fromString),
                "",
                intent.acceptedAt(),
                intent.acceptedAt());
    }
}
