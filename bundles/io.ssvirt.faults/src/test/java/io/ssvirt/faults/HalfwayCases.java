package io.ssvirt.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.model.PowerAction;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * F6, between two attempts: a worker that remembers what it has begun stands still, another process takes over and finishes, and the
 * first one must not remember it for ever.
 */
final class HalfwayCases {

    private HalfwayCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                undoing(Deed.CREATE_VDC, "spaces.remove"),
                undoing(Deed.UPDATE_VDC, "spaces.ensure"),
                undoing(Deed.INSTANTIATE, "instances.remove"),
                new Case<>(
                        "F6.power-all.overtaken-halfway",
                        "switching a vApp off: stands still when one of two machines is off, until another process has finished",
                        HalfwayCases::power));
    }

    private static Case<Lab> undoing(Deed deed, String undo) {
        return new Case<>(
                "F6." + deed.id() + ".overtaken-undoing",
                deed.text() + ", refused, `" + undo
                        + "` refused as well: stands still until another process has finished",
                lab -> undoing(lab, deed, undo));
    }

    private static void undoing(Lab lab, Deed deed, String undo) {
        Stage stage = new Stage(lab);
        deed.prepare(stage);
        int before = lab.ledger().calls(deed.call());
        lab.faults().answers(call -> {
            boolean first = call.name().equals(deed.call()) && lab.ledger().calls(deed.call()) == before + 1;
            boolean back = call.name().equals(undo) && lab.lives().size() == 1;
            return first ? Optional.of(Answer.HALF_DONE) : back ? Optional.of(Answer.FORBIDDEN) : Optional.empty();
        });

        deed.act(stage);
        lab.overtaken();
        lab.settle();

        assertThat(stage.lastTask().status())
                .as(String.valueOf(stage.lastTask()))
                .isEqualTo(TaskStatus.SUCCESS);
        deed.check(stage, true);
    }

    private static void power(Lab lab) {
        Stage stage = new Stage(lab);
        Urn vdc = stage.readyVdc("acme-dev").id();
        Urn vapp = Lab.done(stage.instantiate(vdc, "acme-web", "web-and-database", Map.of()))
                .entity()
                .vapp()
                .id();
        assertThat(lab.time().advanceUntil(() -> are(stage, VmStatus.POWERED_ON), Duration.ofMillis(500), Lab.LIMIT))
                .isTrue();
        int before = lab.ledger().calls("machines.power");
        lab.faults()
                .answers(call -> call.name().equals("machines.power")
                                && lab.ledger().calls("machines.power") > before + 1
                                && lab.lives().size() == 1
                        ? Optional.of(Answer.REFUSED_CONNECTION)
                        : Optional.empty());

        lab.ask(life -> life.vapps().power(Lab.ALICE, vapp, PowerAction.OFF));
        lab.overtaken();
        lab.settle();

        assertThat(stage.lastTask().status())
                .as(String.valueOf(stage.lastTask()))
                .isEqualTo(TaskStatus.SUCCESS);
        assertThat(are(stage, VmStatus.POWERED_OFF)).isTrue();
    }

    private static boolean are(Stage stage, VmStatus status) {
        List<VmStatus> statuses = stage.vms().stream().map(Vm::status).toList();
        return statuses.equals(List.of(status, status));
    }
}
