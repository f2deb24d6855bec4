package io.ssvirt.itests;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Figure;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static org.assertj.core.api.Assertions.assertThat;

/** What may happen to the process that leads. Whatever it is, one leads, and a former leader does nothing that only a leader may do. */
interface LeadershipCases {

    /** With it another leads after two seconds of silence, so that a pause of ten seconds is what a minute is usually. */
    Duration SHORT = Duration.ofSeconds(2);

    /** As it is shipped. */
    Duration USUAL = Duration.ofSeconds(12);

    Duration ANOTHER_LEADS_WITHIN = Duration.ofSeconds(20);

    int KILLS = Integer.getInteger("ssvirt.replicas.kills", 2);

    int FLAPS = 4;

    /** Returns the processes, whole and with one of them leading. */
    Replicas replicas();

    @Test
    default void aLeaderThatWasPausedDoesNoHarmWhenItWakes() throws IOException, SQLException {
        replicas().leaseOf(SHORT);
        Replica leader = replicas().awaitLeader();
        Replica other = replicas().other(leader);
        Api user = replicas().administrator(other);
        Tenant tenant = replicas().tenant(user);
        leader.cluster()
                .misbehave(
                        call -> Replica.makesNamespace(call) ? Optional.of(new Fault.Late(9_000)) : Optional.empty());
        CompletableFuture.runAsync(() -> replicas().create(leader.as(user), tenant.organization(), "begun"));
        Awaitility.await("the leader is at work")
                .atMost(Replicas.PATIENCE)
                .until(() -> leader.cluster().openCalls().stream().anyMatch(Replica::makesNamespace));

        leader.pause();
        long paused = System.nanoTime();
        replicas().awaitLeader(other);
        long epoch = replicas().database().term().orElseThrow().epoch();
        // What the leader knows of this namespace is wrong when it wakes: it belongs to another VDC of the same name.
        replicas().remove(user, tenant.vdcs(), tenant.vdc());
        replicas().create(user, tenant.organization(), "dev");
        new Tasks(user).awaitEnds(Replicas.PATIENCE);
        Awaitility.await("five leases")
                .atMost(Replicas.PATIENCE)
                .until(() -> System.nanoTime() - paused > SHORT.multipliedBy(5).toNanos());
        leader.cluster().forget();
        leader.resume();

        Awaitility.await("the other goes on leading")
                .during(SHORT.multipliedBy(2))
                .atMost(Replicas.PATIENCE)
                .until(() -> replicas().database().term().orElseThrow().epoch() == epoch);
        String begun = "/vdc-" + tenant.name() + "-begun";
        assertThat(leader.deeds())
                .as("at most the call that was under way is finished, which the other has made as well")
                .allMatch(call -> Replica.makesNamespace(call)
                        || call.target().contains(begun + "/")
                        || call.target().contains(begun + "?"));
        assertThat(leader.namespacesMade()).isLessThanOrEqualTo(1);
    }

    @Test
    default void aLeaderThatWasPausedInTheMiddleOfATransactionHoldsNobodyUp() throws IOException, SQLException {
        replicas().leaseOf(SHORT);
        Replica leader = replicas().awaitLeader();
        Replica other = replicas().other(leader);
        SharedDatabase database = replicas().database();
        database.delayLeaseOf(database.term().orElseThrow().holder());
        Awaitility.await("the leader prolongs its lease")
                .atMost(Replicas.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(database::isDelaying);

        leader.pause();
        replicas().awaitLeader(other);
        database.endDelays();
        leader.resume();

        Awaitility.await("the other goes on leading, and the former leader serves")
                .during(SHORT.multipliedBy(2))
                .atMost(Replicas.PATIENCE)
                .until(() -> replicas().leader().filter(other::equals).isPresent()
                        && leader.system().api().get("/readyz").status() == 200);
        other.pause();
        replicas().awaitLeader(leader);
    }

    @Test
    default void aLeaseThatIsLostWhileTheApiServerIsAwayIsLostForBoth() throws IOException, SQLException {
        replicas().leaseOf(SHORT);
        Replica leader = replicas().awaitLeader();
        Replica other = replicas().other(leader);
        Api user = replicas().administrator(other);
        String org = replicas().organization(user);
        replicas().cluster().goAway();
        try {
            for (Replica replica : replicas().all()) {
                replicas().awaitCluster(replica, "unavailable");
            }
            long epoch = replicas().database().term().orElseThrow().epoch();
            Awaitility.await("the leader goes on by the lease in the database")
                    .during(SHORT.multipliedBy(2))
                    .atMost(Replicas.PATIENCE)
                    .until(() -> replicas().database().term().orElseThrow().epoch() == epoch);

            leader.pause();
            replicas().awaitLeader(other);
            leader.resume();
            replicas().create(leader.as(user), org, "meanwhile");
            Awaitility.await("the other goes on leading")
                    .during(SHORT.multipliedBy(2))
                    .atMost(Replicas.PATIENCE)
                    .until(() -> replicas().leader().filter(other::equals).isPresent());
        } finally {
            // As a load balancer does with an API server that is not ready yet: it refuses everything at first.
            replicas().all().forEach(Replica::loseCluster);
            replicas().cluster().comeBack();
            replicas().all().forEach(replica -> replica.cluster().behave());
        }

        Awaitility.await("database and cluster name the same leader")
                .atMost(Replicas.PATIENCE)
                .until(() -> replicas()
                        .database()
                        .term()
                        .filter(term -> term.holder().equals(replicas().holderInCluster()))
                        .isPresent());
    }

    @Test
    default void whenTheLeaderIsKilledAnotherLeadsWithinTwentySeconds() throws IOException, SQLException {
        replicas().leaseOf(USUAL);
        Replica any = replicas().all().get(0);
        Api user = replicas().administrator(any);
        String org = replicas().organization(user);
        List<Long> took = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            Replica leader = replicas().awaitLeader();
            Replica other = replicas().other(leader);
            AtomicReference<Replica> serving = new AtomicReference<>(leader);
            try (Creator creator =
                    new Creator(org, "k" + round + "-", () -> serving.get().as(user))) {
                Awaitility.await()
                        .atMost(Replicas.PATIENCE)
                        .until(() -> creator.accepted().size() > 2);
                leader.system().kill();
                long killed = System.nanoTime();
                serving.set(other);
                leader.system().start();
                replicas().awaitLeader(other);
                took.add(Duration.ofNanos(System.nanoTime() - killed).toMillis());
                creator.end();
                accepted.addAll(creator.accepted());
                assertThat(creator.refused()).isEmpty();
            }
            leader.system().awaitReady();
        }
        Figure.times(
                "another leads after the leader was killed, " + accepted.size() + " VDCs created meanwhile",
                "≤ 20 s",
                took);
        assertThat(took).allMatch(millis -> millis <= ANOTHER_LEADS_WITHIN.toMillis());
        new Tasks(user).awaitEnds(Replicas.PATIENCE);
        accepted.forEach(vdc -> any.as(user)
                .get("/api/admin/org/" + Api.segment(org) + "/vdcs/" + Api.segment(vdc))
                .is(200));
    }

    @Test
    default void leadershipThatGoesToAndFroIsAlwaysWithOne() throws IOException, SQLException {
        replicas().leaseOf(SHORT);
        Api user = replicas().administrator(replicas().all().get(0));
        String org = replicas().organization(user);
        List<Long> epochs = new ArrayList<>();
        for (int flap = 0; flap < FLAPS; flap++) {
            Replica leader = replicas().awaitLeader();
            Replica next = replicas().other(leader);
            leader.pause();
            replicas().awaitLeader(next);
            epochs.add(replicas().database().term().orElseThrow().epoch());
            replicas().create(next.as(user), org, "f" + flap);
            leader.resume();
            replicas().create(leader.as(user), org, "g" + flap);
        }
        for (int flap = 1; flap < FLAPS; flap++) {
            assertThat(epochs.get(flap)).as("epochs %s", epochs).isGreaterThan(epochs.get(flap - 1));
        }
    }
}
