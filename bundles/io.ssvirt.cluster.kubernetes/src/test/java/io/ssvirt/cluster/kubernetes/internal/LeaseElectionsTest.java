package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Elections;
import io.ssvirt.cluster.spi.Elections.Ballot;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes stand for one office on a real API server, with the documented role. */
@ExtendWith(Testbed.Needed.class)
final class LeaseElectionsTest {

    private static final Duration TERM = Duration.ofSeconds(10);

    private final String office = "office-" + UUID.randomUUID();
    private final AtomicLong nanos = new AtomicLong();
    private final Elections elections = elections();

    /** Each process has seen other things, so each has elections of its own. */
    private Elections elections() {
        Settings settings = Testbed.get().settings();
        Connection connection = new Connection(() -> ClientConfig.of(settings, Optional.empty()), Runnable::run);
        return new LeaseElections(new Api(connection), "ssvirt", Clock.systemUTC(), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static ClusterResult<Ballot> wins(String candidate) {
        return ClusterResult.applied(new Ballot(candidate, true));
    }

    private static ClusterResult<Ballot> losesTo(String winner) {
        return ClusterResult.applied(new Ballot(winner, false));
    }

    @Test
    void whoComesFirstHoldsTheOfficeAsLongAsItIsHeardOf() {
        Elections other = elections();

        assertThat(elections.stand(office, "a", TERM)).isEqualTo(wins("a"));
        for (int i = 0; i < 5; i++) {
            assertThat(other.stand(office, "b", TERM)).isEqualTo(losesTo("a"));
            pass(TERM.minusSeconds(1));
            assertThat(elections.stand(office, "a", TERM)).isEqualTo(wins("a"));
        }
    }

    @Test
    void whoFallsSilentIsReplacedAfterATermAndLearnsOfIt() {
        Elections other = elections();
        elections.stand(office, "a", TERM);
        other.stand(office, "b", TERM);

        pass(TERM.minusMillis(1));
        assertThat(other.stand(office, "b", TERM)).isEqualTo(losesTo("a"));
        pass(Duration.ofMillis(1));
        assertThat(other.stand(office, "b", TERM)).isEqualTo(wins("b"));

        assertThat(elections.stand(office, "a", TERM)).isEqualTo(losesTo("b"));
    }

    @Test
    void whoSeesAnOldLeaseForTheFirstTimeGivesItsHolderAWholeTerm() {
        elections.stand(office, "a", TERM);
        pass(TERM.multipliedBy(3));

        assertThat(elections().stand(office, "b", TERM)).isEqualTo(losesTo("a"));
    }

    @Test
    void anOfficeThatWasGivenBackIsTakenAtOnce() {
        elections.stand(office, "a", TERM);

        assertThat(elections().resign(office, "b")).isEqualTo(losesTo("a"));
        assertThat(elections.resign(office, "a")).isEqualTo(losesTo(""));

        assertThat(elections().stand(office, "b", TERM)).isEqualTo(wins("b"));
    }

    @Test
    void theLeaseTellsWhoeverLooksAtTheCluster() {
        elections.stand(office, "a", TERM);
        elections.resign(office, "a");
        elections().stand(office, "b", TERM);

        assertThat(Testbed.get()
                        .admin()
                        .find(Kind.LEASE, "ssvirt", office)
                        .orElseThrow()
                        .toString())
                .contains("holderIdentity=b", "leaseTransitions=1", "leaseDurationSeconds=10");
    }
}
