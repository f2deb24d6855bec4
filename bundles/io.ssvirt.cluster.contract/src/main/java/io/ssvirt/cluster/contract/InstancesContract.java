package io.ssvirt.cluster.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/** What every provider does with instantiated templates. */
public abstract class InstancesContract extends ClusterContract {

    private static final String MACHINES = "count/virtualmachines.kubevirt.io";

    private static final TemplateDocument WEB =
            Documents.template("web", Documents.machine("${NAME}", "Halted"), Documents.configMap("${NAME}-settings"));

    private static DesiredInstance withoutValues(DesiredInstance desired) {
        return new DesiredInstance(
                desired.vappId(),
                desired.space(),
                desired.name(),
                desired.template(),
                desired.labels(),
                Optional.empty());
    }

    @Test
    void anInstanceBecomesReadyWithItsObjectsInTheOrderOfTheTemplate() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(WEB, space, "web");

        ObservedInstance ready = settled(desired);

        assertThat(ready.phase()).isEqualTo(InstancePhase.READY);
        assertThat(ready.message()).isEmpty();
        assertThat(ready.vappId()).contains(desired.vappId());
        assertThat(ready.deleting()).isFalse();
        assertThat(ready.objects()).extracting(ObjectReference::kind).containsExactly("VirtualMachine", "ConfigMap");
        assertThat(ready.objects()).extracting(ObjectReference::name).containsExactly("web", "web-settings");
        assertThat(ready.objects()).allSatisfy(each -> {
            assertThat(each.namespace()).isEqualTo(space.name().value());
            assertThat(each.uid()).isNotEmpty();
        });
        assertThat(until(() -> provider()
                        .observations()
                        .instance(space.name(), "web")
                        .filter(each -> each.phase() == InstancePhase.READY)))
                .isEqualTo(ready);
        assertThat(provider().observations().instances()).contains(ready);
    }

    @Test
    void aNameThatTheTemplateGeneratesIsTheOneOfTheMachine() {
        Map<String, Object> tree = new HashMap<>(WEB.tree());
        tree.put("parameters", List.of(Map.of("name", "NAME", "generate", "expression", "from", "gen-[a-z0-9]{8}")));

        ObservedInstance ready = settled(
                instanceOf(new TemplateDocument(tree), readySpace(), "web", Optional.of(SecretValues.of(Map.of()))));

        assertThat(ready.objects().get(0).name()).matches("gen-[a-z0-9]{8}");
        assertThat(machine(ready, "Stopped").name())
                .isEqualTo(ready.objects().get(0).name());
    }

    @Test
    void askingAgainChangesNothing() {
        DesiredInstance desired = instanceOf(WEB, readySpace(), "web");

        ObservedInstance first = ensured(desired);
        settled(desired);

        assertThat(ensured(desired).uid()).isEqualTo(first.uid());
        assertThat(ensured(withoutValues(desired)).uid()).isEqualTo(first.uid());
    }

    @Test
    void aNameThatAnotherVappHasIsAConflict() {
        DesiredSpace space = readySpace();
        ObservedInstance first = settled(instanceOf(WEB, space, "web"));

        assertConflict(provider().instances().ensure(instanceOf(WEB, space, "web"), key()), "web");
        assertThat(provider().observations().instance(space.name(), "web")).contains(first);
    }

    @Test
    void goingOnWithoutValuesNeedsTheSecret() {
        DesiredInstance desired = withoutValues(instanceOf(WEB, readySpace(), "web"));

        String explanation = refused(provider().instances().ensure(desired, key()), RefusalReason.NOT_FOUND);

        assertThat(explanation).contains("web-params");
        assertThat(provider().observations().instance(desired.space(), "web")).isEmpty();
    }

    @Test
    void aNamespaceThatIsNotThereIsRefused() {
        DesiredInstance desired = instanceOf(WEB, newSpace(Map.of()), "web");

        refused(provider().instances().ensure(desired, key()), RefusalReason.NOT_FOUND);
    }

    @Test
    void aMissingRequiredParameterFailsInTheWordsOfTheClusterAndCreatesNothing() {
        ObservedInstance failed = settled(instanceOf(WEB, readySpace(), "web", Optional.of(SecretValues.of(Map.of()))));

        assertThat(failed.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(failed.message()).contains("parameter NAME is required and must be specified");
        assertThat(failed.objects()).isEmpty();
        assertThat(provider().observations().machinesOf(failed.uid())).isEmpty();
    }

    @Test
    void anUnknownKindFailsAndCreatesNothing() {
        TemplateDocument odd =
                Documents.template("odd", Documents.machine("${NAME}", "Halted"), Documents.unknownKind("${NAME}"));

        ObservedInstance failed = settled(instanceOf(odd, readySpace(), "web"));

        assertThat(failed.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(failed.message()).contains("no matches for kind \"Thing\"");
        assertThat(provider().observations().machinesOf(failed.uid())).isEmpty();
    }

    @Test
    void anObjectThatExistsAlreadyFailsAndTheOthersAreCreated() {
        DesiredSpace space = readySpace();
        settled(instanceOf(Documents.template("first", Documents.configMap("shared")), space, "first"));
        TemplateDocument second =
                Documents.template("second", Documents.configMap("shared"), Documents.machine("${NAME}", "Halted"));

        DesiredInstance desired = instanceOf(second, space, "second");
        ObservedInstance failed = settled(desired);

        assertThat(failed.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(failed.message()).contains("\"shared\" already exists");
        assertThat(failed.objects()).extracting(ObjectReference::kind).containsExactly("VirtualMachine");
        assertThat(machine(failed, "Stopped").name()).isEqualTo("second");
        removed(reference(desired, failed));
        assertThat(provider().observations().instance(space.name(), "first").map(ObservedInstance::phase))
                .contains(InstancePhase.READY);
    }

    @Test
    void aQuotaOnSecretsRefusesTheInstance() {
        DesiredSpace space = readySpace(Map.of("secrets", "0"));

        String explanation = refused(
                provider().instances().ensure(instanceOf(WEB, space, "web"), key()), RefusalReason.QUOTA_EXCEEDED);

        assertThat(explanation).contains("exceeded quota: vdc-quota", "limited: secrets=0");
        assertThat(provider().observations().instance(space.name(), "web")).isEmpty();
    }

    @Test
    void aQuotaOnMachinesFailsTheInstanceInTheWordsOfTheCluster() {
        TemplateDocument two = Documents.template(
                "two", Documents.machine("${NAME}-a", "Halted"), Documents.machine("${NAME}-b", "Halted"));

        ObservedInstance failed = settled(instanceOf(two, readySpace(Map.of(MACHINES, "1")), "web"));

        assertThat(failed.phase()).isEqualTo(InstancePhase.FAILED);
        assertThat(failed.message())
                .contains(
                        "web-b",
                        "exceeded quota: vdc-quota",
                        "requested: " + MACHINES + "=1",
                        "limited: " + MACHINES + "=1");
        assertThat(failed.objects()).extracting(ObjectReference::name).containsExactly("web-a");
    }

    @Test
    void removingTakesMachinesAndSecretAlong() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(WEB, space, "web");
        ObservedInstance ready = settled(desired);
        ObservedMachine machine = machine(ready, "Stopped");

        removed(reference(desired, ready));

        assertThat(applied(provider().instances().observe(reference(desired, ready))))
                .isEmpty();
        assertThat(applied(provider().machines().observe(reference(machine)))).isEmpty();
        eventually().untilAsserted(() -> {
            assertThat(provider().observations().instance(space.name(), "web")).isEmpty();
            assertThat(provider().observations().machinesOf(ready.uid())).isEmpty();
        });
        refused(provider().instances().ensure(withoutValues(desired), key()), RefusalReason.NOT_FOUND);
        assertThat(settled(desired).uid()).isNotEqualTo(ready.uid());
    }

    @Test
    void removingAFailedOneAndOneThatWasNeverThereIsFine() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(WEB, space, "web", Optional.of(SecretValues.of(Map.of())));

        removed(reference(desired, settled(desired)));
        assertThat(applied(provider()
                        .instances()
                        .remove(
                                new InstanceReference(space.name(), "never", UUID.randomUUID(), Optional.empty()),
                                key())))
                .matches(Remains::isNothing);
    }

    @Test
    void anInstanceOfAnotherVappOrIdentityIsNotTouched() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(WEB, space, "web");
        ObservedInstance ready = settled(desired);
        var ofOtherVapp = new InstanceReference(space.name(), "web", UUID.randomUUID(), Optional.empty());
        var ofOtherUid = new InstanceReference(space.name(), "web", desired.vappId(), Optional.of(UUID.randomUUID()));

        assertThat(applied(provider().instances().remove(ofOtherVapp, key()))).matches(Remains::isNothing);
        assertThat(applied(provider().instances().remove(ofOtherUid, key()))).matches(Remains::isNothing);

        assertThat(applied(provider().instances().observe(reference(desired, ready))))
                .contains(ready);
        assertThat(ensured(withoutValues(desired)).uid()).isEqualTo(ready.uid());
        assertThat(machine(ready, "Stopped").deleting()).isFalse();
    }
}
