package io.ssvirt.faults;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * F9 with the seeds of every build, 3 500 operations each; {@code -Dssvirt.faults.rounds=40} makes them 10 000 each.
 */
class SoakTest {

    private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
    private static final int ROUNDS = Integer.getInteger("ssvirt.faults.rounds", 14);
    private static final int OPERATIONS = 250;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whateverUsersDoAndWhateverGoesWrongTheShadowIsRight(long seed) throws IOException {
        try (Lab lab = Lab.onH2().begin(seed)) {
            Soak soak = new Soak(lab, seed);
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    soak.round(OPERATIONS);
                } catch (AssertionError wrong) {
                    LogTap.installed().show();
                    throw new AssertionError("seed " + seed + ", round " + round + ": " + wrong.getMessage(), wrong);
                }
            }
            LOG.info("Soak seed={} operations={} kills={}", seed, ROUNDS * OPERATIONS, soak.kills());
        }
    }
}
