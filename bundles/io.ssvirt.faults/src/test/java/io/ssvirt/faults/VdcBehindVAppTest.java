package io.ssvirt.faults;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;

import static org.assertj.core.api.Assertions.assertThat;

/** A VDC is to go after its last vApp, and then the vApp stays. */
class VdcBehindVAppTest {

    @ParameterizedTest(name = "the vApp: {0}, then 403")
    @EnumSource(names = {"LOST_BEFORE", "LOST_AFTER"})
    void aVdcWhoseVAppCouldNotBeDeletedIsReadyAgainAndCanBeDeletedLater(Answer first) throws IOException {
        try (Lab lab = Lab.onH2().begin(307)) {
            Stage stage = new Stage(lab);
            Vdc vdc = stage.readyVdc("acme-dev");
            VApp vapp = stage.runningVApp(vdc.id(), "acme-web");
            List<Answer> answers = List.of(first, Answer.FORBIDDEN);
            lab.faults()
                    .answers(call -> call.name().equals("instances.remove") && call.number() <= answers.size()
                            ? Optional.of(answers.get(call.number() - 1))
                            : Optional.empty());

            assertThat(stage.deleteVApp(vapp.id()).refusal()).isEmpty();
            assertThat(stage.deleteVdc(vdc.id()).refusal()).isEmpty();
            lab.settle();

            assertThat(stage.lastTask().status()).isEqualTo(TaskStatus.ERROR);
            assertThat(stage.lastTask().error().orElseThrow().code()).isEqualTo("IN_USE");
            assertThat(stage.vdcs()).extracting(Vdc::state).containsExactly(VdcState.READY);

            stage.deleteVApp(vapp.id());
            stage.deleteVdc(vdc.id());
            lab.settle();

            assertThat(stage.vdcs()).isEmpty();
        }
    }
}
