package io.ssvirt.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.ssvirt.cluster.simulator.internal.Inside;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;

import static org.assertj.core.api.Assertions.assertThat;

/** F4: the windows in which OpenShift's controller of TemplateInstances leaves things behind or undone. */
final class TemplateCases {

    private TemplateCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                of("deleted-before-finalizer", "deleted before the controller got to it", TemplateCases::deletedEarly),
                of(
                        "controller-restart",
                        "the controller makes everything twice, with values drawn anew",
                        TemplateCases::twice),
                of("partial-failure", "one of two objects is refused", TemplateCases::partialFailure),
                of(
                        "secret-missing",
                        "the Secret is removed before the controller reads it",
                        TemplateCases::secretMissing),
                of("object-removed-by-hand", "a machine is removed by hand", TemplateCases::machineRemoved),
                of(
                        "template-changed",
                        "the template is gone between its choice and its use",
                        TemplateCases::templateGone),
                of(
                        "namespace-terminating",
                        "the namespace is being deleted by hand",
                        TemplateCases::namespaceTerminating),
                of("never-ready", "no machine comes up for an hour", TemplateCases::neverReady));
    }

    private static Case<Lab> of(String id, String text, Consumer<Lab> body) {
        return new Case<>("F4." + id, text, body);
    }

    private static void deletedEarly(Lab lab) {
        Stage stage = new Stage(lab);
        Vdc vdc = stage.readyVdc("acme-dev");
        VApp vapp = Lab.done(stage.instantiate(vdc.id(), "acme-web")).entity().vapp();

        assertThat(stage.deleteVApp(vapp.id()).refusal()).isEmpty();
        lab.settle();

        nothingIsLeft(lab, stage);
    }

    /** What the controller made first has the owner's label and stands in no list of the instance. */
    private static void twice(Lab lab) {
        Stage stage = new Stage(lab);
        VApp vapp = stage.runningVApp(stage.readyVdc("acme-dev").id(), "acme-web");
        lab.cluster().inside().makeAgain(vapp.namespace().value(), vapp.name());
        lab.settle();
        assertThat(stage.vms()).as("machines that users see").hasSize(2);

        assertThat(stage.deleteVApp(vapp.id()).refusal()).isEmpty();
        lab.settle();

        nothingIsLeft(lab, stage);
    }

    private static void partialFailure(Lab lab) {
        Stage stage = new Stage(lab);
        Vdc vdc = stage.readyVdc("acme-dev");
        VApp first = stage.runningVApp(vdc.id(), "acme-web");
        String taken = stage.vms().get(0).objectName();
        Lab.done(stage.instantiate(vdc.id(), "acme-shop", "alpine-tiny", Map.of("NAME", taken)));
        lab.settle();

        VApp failed = named(stage, "acme-shop");
        assertThat(failed.status()).isEqualTo(VAppStatus.FAILED);
        assertThat(failed.failure()).contains("already exists");
        assertThat(stage.deleteVApp(failed.id()).refusal()).isEmpty();
        lab.settle();
        assertThat(stage.vapps()).extracting(VApp::name).containsExactly("acme-web");
        assertThat(stage.vms()).extracting(vm -> vm.vappId()).containsExactly(first.id());
    }

    private static void secretMissing(Lab lab) {
        Stage stage = new Stage(lab);
        Vdc vdc = stage.readyVdc("acme-dev");
        VApp vapp = Lab.done(stage.instantiate(vdc.id(), "acme-web")).entity().vapp();
        lab.cluster().inside().removeSecret(vapp.namespace().value(), "acme-web-params");
        lab.settle();

        assertThat(named(stage, "acme-web").status()).isEqualTo(VAppStatus.FAILED);
        assertThat(named(stage, "acme-web").failure()).contains("acme-web-params");
        assertThat(stage.deleteVApp(vapp.id()).refusal()).isEmpty();
        lab.settle();
        nothingIsLeft(lab, stage);
        assertThat(stage.instantiate(vdc.id(), "acme-web").refusal())
                .as("the name is free")
                .isEmpty();
    }

    private static void machineRemoved(Lab lab) {
        Stage stage = new Stage(lab);
        VApp vapp = stage.runningVApp(stage.readyVdc("acme-dev").id(), "acme-web");
        lab.cluster()
                .inside()
                .removeMachine(vapp.namespace().value(), stage.vms().get(0).objectName());
        lab.settle();

        assertThat(stage.vms()).isEmpty();
        assertThat(stage.deleteVApp(vapp.id()).refusal()).isEmpty();
        lab.settle();
        nothingIsLeft(lab, stage);
    }

    private static void templateGone(Lab lab) {
        Stage stage = new Stage(lab);
        Vdc vdc = stage.readyVdc("acme-dev");
        int before = lab.ledger().calls("templates.get");
        lab.faults()
                .answer(call -> call.name().equals("templates.get") && call.number() == before + 1, Answer.NOT_FOUND);

        Outcome<?> answer = stage.instantiate(vdc.id(), "acme-web");
        lab.settle();

        assertThat(answer.refusal())
                .hasValueSatisfying(error -> assertThat(error.message()).contains("no longer there"));
        nothingIsLeft(lab, stage);
    }

    private static void namespaceTerminating(Lab lab) {
        Stage stage = new Stage(lab);
        Vdc vdc = stage.readyVdc("acme-dev");
        lab.excuse(vdc.id().id());
        lab.cluster().provider().spaces().remove(vdc.namespace(), vdc.id().id(), new OperationKey("somebody"));

        stage.instantiate(vdc.id(), "acme-web");
        lab.settle();

        assertThat(stage.lastTask().status()).isEqualTo(TaskStatus.ERROR);
        assertThat(stage.vapps()).isEmpty();
    }

    private static void neverReady(Lab lab) {
        Stage stage = new Stage(lab);
        Vdc vdc = stage.readyVdc("acme-dev");
        lab.cluster().addTemplate(failing());
        lab.time().advance(Duration.ofSeconds(1));
        VApp vapp = Lab.done(stage.instantiate(vdc.id(), "acme-web", "never-up", Map.of()))
                .entity()
                .vapp();
        lab.time().advance(Duration.ofHours(1));
        lab.settle();

        assertThat(named(stage, "acme-web").instance()).isEqualTo(InstancePhase.READY);
        assertThat(stage.vms()).hasSize(1);
        assertThat(stage.deleteVApp(vapp.id()).refusal()).isEmpty();
        lab.settle();
        nothingIsLeft(lab, stage);
    }

    /** A template whose machine ends in CrashLoopBackOff at every start. */
    private static TemplateDocument failing() {
        return new TemplateDocument(Map.of(
                "apiVersion",
                "template.openshift.io/v1",
                "kind",
                "Template",
                "metadata",
                Map.of(
                        "name", "never-up",
                        "labels", Map.of("template.kubevirt.io/version", "1"),
                        "annotations", Map.of("template.kubevirt.io/containerdisks", "none")),
                "objects",
                List.of(Map.of(
                        "apiVersion",
                        "kubevirt.io/v1",
                        "kind",
                        "VirtualMachine",
                        "metadata",
                        Map.of(
                                "name",
                                "never-up",
                                "annotations",
                                Map.of("simulator.ssvirt.io/fail", "CrashLoopBackOff")),
                        "spec",
                        Map.of(
                                "runStrategy",
                                "Always",
                                "template",
                                Map.of("spec", Map.of("domain", Map.of("memory", Map.of("guest", "64Mi")))))))));
    }

    private static VApp named(Stage stage, String name) {
        return stage.vapps().stream()
                .filter(vapp -> vapp.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void nothingIsLeft(Lab lab, Stage stage) {
        assertThat(stage.vapps()).isEmpty();
        Inside inside = lab.cluster().inside();
        assertThat(inside.instances()).isEmpty();
        assertThat(inside.secrets()).isEmpty();
        assertThat(inside.objects()).isEmpty();
        assertThat(Optional.of(stage.vms())).hasValue(List.of());
    }
}
