package io.ssvirt.store.jpa.internal;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuietDatabaseTest {

    private static final String SEEN = "812:812: 1764468000.1";
    private static final int NOBODY = 0;
    private static final int OWN_WRITER = 1;
    private static final int OTHERS = 2;
    private static final long MILLI = 1_000_000;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5 * MILLI);
    private final QuietDatabase quiet = new QuietDatabase(nanos::get);

    private void looked(String seen, int who) {
        quiet.found(quiet.look(), seen, who);
    }

    @Test
    void nothingIsKnownBeforeALook() {
        assertThat(quiet.stillSees(SEEN)).isFalse();
        assertThat(quiet.stillSees("")).isFalse();
    }

    @Test
    void aLookIsTrustedForTenMilliseconds() {
        looked(SEEN, NOBODY);

        nanos.addAndGet(10 * MILLI - 1);
        assertThat(quiet.stillSees(SEEN)).isTrue();
        nanos.addAndGet(1);
        assertThat(quiet.stillSees(SEEN)).isFalse();
    }

    @Test
    void theTimeCountsFromBeforeTheLook() {
        QuietDatabase.Look look = quiet.look();
        nanos.addAndGet(10 * MILLI);
        quiet.found(look, SEEN, NOBODY);

        assertThat(quiet.stillSees(SEEN)).isFalse();
    }

    @Test
    void whatAnotherLookHasSeenIsNotTheSame() {
        looked(SEEN, NOBODY);

        assertThat(quiet.stillSees("811:811: 1764468000.1")).isFalse();
        assertThat(quiet.stillSees("812:812: 1764468999.9")).isFalse();
    }

    @Test
    void aTransactionUnderWayMayBeCommitted() {
        looked(SEEN, OWN_WRITER);

        assertThat(quiet.stillSees(SEEN)).isFalse();
        assertThat(quiet.look().asks()).isTrue();
    }

    @Test
    void aCommitEndsTheTrustWhenItBegins() {
        looked(SEEN, NOBODY);

        quiet.during(() -> assertThat(quiet.stillSees(SEEN)).isFalse());

        assertThat(quiet.stillSees(SEEN)).isFalse();
    }

    @Test
    void aLookDuringACommitIsNotTrustedEvenAfterIt() {
        quiet.during(() -> looked(SEEN, NOBODY));

        assertThat(quiet.stillSees(SEEN)).isFalse();
    }

    @Test
    void aLookThatACommitBeganAfterIsNotTrusted() {
        QuietDatabase.Look look = quiet.look();
        quiet.during(() -> quiet.found(look, SEEN, NOBODY));

        assertThat(quiet.stillSees(SEEN)).isFalse();
    }

    @Test
    void aLookAfterACommitIsTrustedAlsoWhenTheCommitFailed() {
        assertThatThrownBy(() -> quiet.during(() -> {
                    throw new IllegalStateException("the connection broke");
                }))
                .hasMessage("the connection broke");
        looked(SEEN, NOBODY);

        assertThat(quiet.stillSees(SEEN)).isTrue();
    }

    @Test
    void whoIsNotAloneAsksAgainAfterASecond() {
        assertThat(quiet.look().asks()).isTrue();
        looked(SEEN, OTHERS);
        assertThat(quiet.stillSees(SEEN)).isFalse();

        nanos.addAndGet(1_000 * MILLI - 1);
        assertThat(quiet.look().asks()).isFalse();
        looked(SEEN, OTHERS);
        nanos.addAndGet(1);
        assertThat(quiet.look().asks()).isTrue();
    }

    @Test
    void whoIsNoLongerAloneTrustsNoLookFromBefore() {
        looked(SEEN, NOBODY);
        looked(SEEN, OTHERS);

        assertThat(quiet.stillSees(SEEN)).isFalse();
    }
}
