package io.ssvirt.cluster.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.ClusterResult;
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

/**
 * What a provider does with templates that it processes itself: all or nothing, where a cluster's own controller leaves half of a
 * failed template standing.
 */
public abstract class OwnProcessingContract extends ClusterContract {

    private static final String MACHINES = "count/virtualmachines.kubevirt.io";

    private static final TemplateDocument WEB =
            Documents.template("web", Documents.machine("${NAME}", "Halted"), Documents.configMap("${NAME}-settings"));

    private static InstanceReference reference(DesiredInstance desired) {
        return new InstanceReference(desired.space(), desired.name(), desired.vappId(), Optional.empty());
    }

    /** Asserts that it is refused, and that nothing of it is left after it was taken back. */
    private String refusedWithoutTrace(DesiredInstance desired) {
        ClusterResult<ObservedInstance> result = provider().instances().ensure(desired, key());
        assertThat(result).isNotInstanceOf(ClusterResult.Applied.class);
        removed(reference(desired));
        eventually().untilAsserted(() -> assertThat(provider().observations().instance(desired.space(), desired.name()))
                .isEmpty());
        return result instanceof ClusterResult.Refused<ObservedInstance> no ? no.explanation() : result.toString();
    }

    @Test
    void anInstanceIsReadyAtOnceWithItsObjectsInTheOrderOfTheTemplate() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(WEB, space, "web");

        ObservedInstance ready = ensured(desired);

        assertThat(ready.phase()).isEqualTo(InstancePhase.READY);
        assertThat(ready.vappId()).contains(desired.vappId());
        assertThat(ready.objects()).extracting(ObjectReference::kind).containsExactly("VirtualMachine", "ConfigMap");
        assertThat(ready.objects()).extracting(ObjectReference::name).containsExactly("web", "web-settings");
        assertThat(ready.objects()).allSatisfy(each -> assertThat(each.uid()).isNotEmpty());
        eventually().untilAsserted(() -> assertThat(provider().observations().instance(space.name(), "web"))
                .contains(ready));
        assertThat(machine(ready, "Stopped").name()).isEqualTo("web");
    }

    @Test
    void askingAgainChangesNothingAndNeedsNoValues() {
        DesiredInstance desired = instanceOf(WEB, readySpace(), "web");

        ObservedInstance first = ensured(desired);

        assertThat(ensured(desired)).isEqualTo(first);
        assertThat(ensured(new DesiredInstance(
                        desired.vappId(),
                        desired.space(),
                        desired.name(),
                        desired.template(),
                        desired.labels(),
                        Optional.empty())))
                .isEqualTo(first);
    }

    @Test
    void aNameThatAnotherVappHasIsAConflict() {
        DesiredSpace space = readySpace();
        ensured(instanceOf(WEB, space, "web"));

        assertConflict(provider().instances().ensure(instanceOf(WEB, space, "web"), key()), "web");
    }

    @Test
    void aMissingRequiredParameterIsRefusedByName() {
        DesiredInstance desired = instanceOf(WEB, readySpace(), "web", Optional.of(SecretValues.of(Map.of())));

        assertThat(refusedWithoutTrace(desired)).contains("NAME");
    }

    @Test
    void aNameThatTheTemplateGeneratesIsTheOneOfTheMachine() {
        Map<String, Object> tree = new HashMap<>(WEB.tree());
        tree.put("parameters", List.of(Map.of("name", "NAME", "generate", "expression", "from", "gen-[a-z0-9]{8}")));

        ObservedInstance ready = ensured(
                instanceOf(new TemplateDocument(tree), readySpace(), "web", Optional.of(SecretValues.of(Map.of()))));

        assertThat(ready.objects().get(0).name()).matches("gen-[a-z0-9]{8}");
    }

    @Test
    void anUnknownKindIsRefusedBeforeAnythingIsCreated() {
        TemplateDocument odd =
                Documents.template("odd", Documents.machine("${NAME}", "Halted"), Documents.unknownKind("${NAME}"));

        assertThat(refusedWithoutTrace(instanceOf(odd, readySpace(), "web"))).contains("Thing");
    }

    @Test
    void anObjectOfAnotherNamespaceIsRefused() {
        Map<String, Object> away = new HashMap<>(Documents.configMap("away"));
        away.put("metadata", Map.of("name", "away", "namespace", "${NAME}"));
        TemplateDocument reaching = Documents.template("reaching", away);

        assertThat(refusedWithoutTrace(instanceOf(reaching, readySpace(), "openshift")))
                .contains("namespace");
    }

    @Test
    void anObjectThatSomebodyElseHasIsLeftAloneAndEverythingElseTakenBack() {
        DesiredSpace space = readySpace();
        DesiredInstance first = instanceOf(Documents.template("first", Documents.configMap("shared")), space, "first");
        ObservedInstance theirs = ensured(first);
        TemplateDocument second =
                Documents.template("second", Documents.machine("${NAME}", "Halted"), Documents.configMap("shared"));

        assertThat(refusedWithoutTrace(instanceOf(second, space, "second"))).contains("shared");

        assertThat(ensured(first)).isEqualTo(theirs);
    }

    @Test
    void aQuotaRefusesAllOfATemplateThatDoesNotFit() {
        TemplateDocument two = Documents.template(
                "two", Documents.machine("${NAME}-a", "Halted"), Documents.machine("${NAME}-b", "Halted"));
        DesiredInstance desired = instanceOf(two, readySpace(Map.of(MACHINES, "1")), "web");

        ClusterResult<ObservedInstance> result = provider().instances().ensure(desired, key());

        assertThat(refused(result, RefusalReason.QUOTA_EXCEEDED)).contains("web-b", "exceeded quota: vdc-quota");
        removed(reference(desired));
    }

    @Test
    void removingTakesMachinesAndSecretAlong() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(WEB, space, "web");
        ObservedInstance ready = ensured(desired);
        ObservedMachine machine = machine(ready, "Stopped");

        removed(reference(desired, ready));

        assertThat(applied(provider().instances().observe(reference(desired, ready))))
                .isEmpty();
        assertThat(applied(provider().machines().observe(reference(machine)))).isEmpty();
        eventually().untilAsserted(() -> assertThat(provider().observations().machinesOf(ready.uid()))
                .isEmpty());
        assertThat(ensured(desired).uid()).isNotEqualTo(ready.uid());
    }

    @Test
    void anInstanceOfAnotherVappOrIdentityIsNotTouched() {
        DesiredInstance desired = instanceOf(WEB, readySpace(), "web");
        ObservedInstance ready = ensured(desired);
        var ofOtherVapp = new InstanceReference(desired.space(), "web", UUID.randomUUID(), Optional.empty());
        var ofOtherUid =
                new InstanceReference(desired.space(), "web", desired.vappId(), Optional.of(UUID.randomUUID()));

        assertThat(applied(provider().instances().remove(ofOtherVapp, key()))).matches(Remains::isNothing);
        assertThat(applied(provider().instances().remove(ofOtherUid, key()))).matches(Remains::isNothing);

        assertThat(applied(provider().instances().observe(reference(desired, ready))))
                .contains(ready);
        assertThat(machine(ready, "Stopped").deleting()).isFalse();
    }
}
