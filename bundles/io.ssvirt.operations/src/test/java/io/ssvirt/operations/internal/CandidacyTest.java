package io.ssvirt.operations.internal;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Elections;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.operations.internal.Candidacy.Vote;

import static org.assertj.core.api.Assertions.assertThat;

class CandidacyTest {

    private static final Duration TERM = Duration.ofSeconds(12);

    private final SimulatorUnderTest simulator = SimulatorUnderTest.fresh();
    private final GatewayComponent gateway =
            new GatewayComponent(RunningOperations.config(GatewayComponent.Config.class, Map.of()));
    private final List<String> resigned = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private ClusterResult<Elections.Ballot> answer = won();

    private final Candidacy candidacy = new Candidacy(
            gateway,
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            "me",
            TERM);

    private static ClusterResult<Elections.Ballot> won() {
        return ClusterResult.applied(new Elections.Ballot("me", true));
    }

    private static ClusterResult<Elections.Ballot> lost() {
        return ClusterResult.applied(new Elections.Ballot("other", false));
    }

    /** The simulated cluster, which holds no elections, with elections. */
    @BeforeEach
    void aClusterWithElections() {
        Elections elections = new Elections() {
            @Override
            public ClusterResult<Ballot> stand(String office, String candidate, Duration term) {
                return answer;
            }

            @Override
            public ClusterResult<Ballot> resign(String office, String candidate) {
                resigned.add(candidate);
                return lost();
            }
        };
        ClusterProvider provider = simulator.provider();
        gateway.bindProvider((ClusterProvider) Proxy.newProxyInstance(
                ClusterProvider.class.getClassLoader(),
                new Class<?>[] {ClusterProvider.class},
                (self, method, arguments) -> method.getName().equals("elections")
                        ? Optional.of(elections)
                        : method.invoke(provider, arguments)));
    }

    @AfterEach
    void stop() {
        gateway.close();
        simulator.close();
    }

    @Test
    void whoeverTheClusterChoosesIsToldSo() {
        candidacy.stand();

        assertThat(candidacy.vote()).isEqualTo(Vote.CHOSEN);
    }

    @Test
    void whoeverWasPassedOverStaysSoUntilTheClusterHasBeenSilentForATerm() {
        answer = lost();
        candidacy.stand();
        assertThat(candidacy.vote()).isEqualTo(Vote.PASSED_OVER);

        answer = ClusterResult.refused(RefusalReason.FORBIDDEN, "no right to leases");
        now = now.plus(TERM).minusMillis(1);
        candidacy.stand();
        assertThat(candidacy.vote()).isEqualTo(Vote.PASSED_OVER);

        now = now.plusMillis(1);
        assertThat(candidacy.vote()).isEqualTo(Vote.UNHEARD);
    }

    @Test
    void whoeverIsChosenLaterIsPassedOverNoMore() {
        answer = lost();
        candidacy.stand();
        answer = won();

        candidacy.stand();

        assertThat(candidacy.vote()).isEqualTo(Vote.CHOSEN);
    }

    @Test
    void aClusterThatIsNotThereChoosesNobody() {
        gateway.close();

        candidacy.stand();

        assertThat(candidacy.vote()).isEqualTo(Vote.UNHEARD);
    }

    @Test
    void resigningReachesTheCluster() {
        candidacy.resign();

        assertThat(resigned).containsExactly("me");
    }
}
