package io.ssvirt.faults;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Vdc;

import static org.assertj.core.api.Assertions.assertThat;

/** A change of a VDC that the cluster refuses after it has reached the namespace, in whole or in part; settling compares both. */
class ChangeTakenBackTest {

    private static Lab lab;

    private Stage stage;
    private Vdc vdc;

    @BeforeAll
    static void open() {
        lab = Lab.onH2();
    }

    @AfterAll
    static void close() throws IOException {
        lab.close();
    }

    @BeforeEach
    void makeAVdc() {
        lab.begin(566);
        stage = new Stage(lab);
        vdc = stage.readyVdc("acme-dev");
    }

    /** Changes the limit while the namespace is answered like this, call by call, and then as usual; returns the number of calls. */
    private int limit(long memory, List<Answer> answers) {
        int before = lab.ledger().calls("spaces.ensure");
        lab.faults().answers(call -> {
            int number = lab.ledger().calls("spaces.ensure") - before;
            boolean planned = call.name().equals("spaces.ensure") && number <= answers.size();
            return planned ? Optional.of(answers.get(number - 1)) : Optional.empty();
        });
        stage.limitVdc(vdc.id(), memory);
        lab.settle();
        return lab.ledger().calls("spaces.ensure") - before;
    }

    private void isAsBefore() {
        assertThat(stage.lastTask().status()).isEqualTo(TaskStatus.ERROR);
        assertThat(stage.vdcs())
                .extracting(found -> found.capacity().memory().limit())
                .containsExactly(16384L);
    }

    @Test
    void whatWasDoneInPartIsUndone() {
        assertThat(limit(21504, List.of(Answer.HALF_DONE))).isEqualTo(2);

        isAsBefore();
    }

    @Test
    void whatWasDoneWithoutAnAnswerIsUndoneWhenItIsRefusedTheSecondTime() {
        limit(21504, List.of(Answer.LOST_AFTER, Answer.FORBIDDEN));

        isAsBefore();
    }

    @Test
    void undoingIsTriedAgainWhenTheClusterIsAwayOrRefusesThatAsWell() {
        for (Answer second : List.of(Answer.FORBIDDEN, Answer.LOST_BEFORE, Answer.LOST_AFTER, Answer.HALF_DONE)) {
            limit(21504, List.of(Answer.HALF_DONE, second));

            isAsBefore();
        }
    }

    @Test
    void aProcessThatDiesBeforeUndoingLeavesItToTheNextOne() {
        lab.faults().killAt(Border.AFTER_CALL_ACKED, "spaces.ensure");
        assertThat(lab.killedDuring(() -> limit(21504, List.of(Answer.HALF_DONE))))
                .isTrue();
        lab.faults().clear();
        lab.restart();
        lab.settle();

        assertThat(stage.lastTask().status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void aChangeBehindARefusedOneIsMadeOnTopOfWhatWasBefore() {
        lab.faults().answers(call -> Optional.of(Answer.REFUSED_CONNECTION));
        stage.limitVdc(vdc.id(), 21504);
        stage.describeVdc(vdc.id(), "later");

        int before = lab.ledger().calls("spaces.ensure");
        lab.faults()
                .answers(call -> lab.ledger().calls("spaces.ensure") == before + 1
                        ? Optional.of(Answer.HALF_DONE)
                        : Optional.empty());
        lab.settle();

        assertThat(stage.vdcs()).extracting(Vdc::description).containsExactly("later");
        assertThat(stage.vdcs())
                .extracting(found -> found.capacity().memory().limit())
                .containsExactly(16384L);
    }

    @Test
    void aClusterThatForbidsEverythingDoesNotHoldUpLaterChanges() {
        limit(21504, Collections.nCopies(6, Answer.FORBIDDEN));
        isAsBefore();
        assertThat(stage.lastTask().details()).contains("was not changed", "not taken back");

        limit(22528, List.of());

        assertThat(stage.lastTask().status()).isEqualTo(TaskStatus.SUCCESS);
    }
}
