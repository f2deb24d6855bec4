package io.ssvirt.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.Vdc;

import static org.assertj.core.api.Assertions.assertThat;

/** Figure: creations under faults leave no orphan. */
class OrphansTest {

    private static final int CREATIONS = 500;
    private static final int FAULTS_PER_CENT = 10;

    @Test
    void fiveHundredCreationsWithOneCallInTenGoingWrongLeaveNoOrphan() throws IOException {
        try (Lab lab = Lab.onH2().begin(500)) {
            Random chance = new Random(500);
            List<Answer> answers = List.copyOf(EnumSet.of(
                    Answer.REFUSED_CONNECTION,
                    Answer.LOST_AFTER,
                    Answer.UNAUTHORIZED,
                    Answer.FORBIDDEN,
                    Answer.HALF_DONE,
                    Answer.TOO_MANY,
                    Answer.SERVER_ERROR));
            int[] faults = {0};
            lab.faults().answers(call -> {
                boolean wrong = chance.nextInt(100) < FAULTS_PER_CENT;
                faults[0] += wrong ? 1 : 0;
                return wrong ? Optional.of(answers.get(chance.nextInt(answers.size()))) : Optional.empty();
            });
            Stage stage = new Stage(lab);
            List<Vdc> homes = List.of();
            for (int i = 0; i < CREATIONS; i++) {
                if (i % 5 == 0 || homes.isEmpty()) {
                    stage.createVdc("acme-" + i);
                    homes = stage.vdcs();
                } else {
                    stage.instantiate(homes.get(chance.nextInt(homes.size())).id(), "acme-app-" + i);
                }
                lab.time().advance(Duration.ofMillis(100));
            }
            lab.faults().clear();
            lab.settle();

            assertThat(lab.ledger().accepted()).hasSizeGreaterThan(CREATIONS * 3 / 4);
            assertThat(faults[0]).as("faults").isGreaterThan(CREATIONS / 20);
            CaseBook.figure(
                    "creations under faults",
                    CREATIONS + " creations, " + faults[0] + " calls of the cluster gone wrong, orphans: 0");
        }
    }
}
