package io.ssvirt.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F9 with the seeds of every build, 10 000 operations each; {@code -Dssvirt.faults.rounds=4} makes it 1 000 for a quick look.
 */
class SoakTest {

    private static final int ROUNDS = Integer.getInteger("ssvirt.faults.rounds", 40);
    private static final int OPERATIONS = 250;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whateverUsersDoAndWhateverGoesWrongTheShadowIsRight(long seed) throws IOException {
        try (Lab lab = Lab.onH2().begin(seed)) {
            long begun = cpu();
            Soak soak = new Soak(lab, seed);
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    soak.round(OPERATIONS);
                } catch (AssertionError wrong) {
                    LogTap.installed().show();
                    throw new AssertionError("seed " + seed + ", round " + round + ": " + wrong.getMessage(), wrong);
                }
            }
            CaseBook.figure(
                    "random operations, seed " + seed,
                    ROUNDS * OPERATIONS + " operations, one in twenty calls and two in a hundred commits go wrong, "
                            + soak.kills() + " kills, compared " + ROUNDS + " times: no difference, "
                            + (cpu() - begun) / 1_000_000_000 + " s of CPU");
        }
    }

    /** Everything happens on this thread, so that what it took does not depend on who else is busy. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
