package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.kubernetes.internal.ApiServerProxy.Fault;
import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes on one PostgreSQL and one real API server, and what may happen to either: whatever it is, nothing is lost, nothing is
 * done twice, and one of them leads.
 *
 * <p>Where a case says nothing else, another one leads after two seconds of silence instead of twelve, so that a pause of ten seconds
 * is to it what a minute is to a server as it is shipped.
 */
final class ReplicasTest implements LeadershipCases {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicasTest.class);

    @TempDir
    private static Path folder;

    private static Replicas replicas;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(TestCluster.isPossible(), TestCluster.HOW_TO_GET_ONE);
        replicas = new Replicas(folder);
    }

    @Override
    public Replicas replicas() {
        return replicas;
    }

    @AfterAll
    static void stop() throws IOException {
        if (replicas != null) {
            replicas.close();
        }
    }

    @AfterEach
    void nothingIsLostAndNothingIsThereTwice() throws IOException, SQLException {
        replicas.heal();
        replicas.checkAgreement();
    }

    @Test
    void aSessionIsGoodAtEveryReplicaUntilItEndsAtOne() {
        Replica one = replicas.all().get(0);
        Replica other = replicas.other(one);
        Api user = replicas.administrator(one);
        Api elsewhere = other.as(user);
        Tenant tenant = replicas.tenant(user);
        for (Api api : List.of(user, elsewhere)) {
            api.get(CLOUD + "/sessions/current").is(200);
            assertThat(api.get(tenant.vdcs()).is(200).body().toString()).contains(tenant.vdc());
        }
        Awaitility.await("the other has read the cluster")
                .atMost(Replicas.PATIENCE)
                .until(() -> elsewhere
                                .get(CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems")
                                .body()
                                .at("/resultTotal")
                                .asInt()
                        > 0);

        user.delete(CLOUD + "/sessions/current").is(204);

        long ended = System.nanoTime();
        Awaitility.await("the end of the session reaches the other replica")
                .atMost(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> elsewhere.get(CLOUD + "/orgs").status() == 401);
        LOG.info("End of a session known to the other replica after {} ms", (System.nanoTime() - ended) / 1_000_000);
        user.get(CLOUD + "/orgs").is(401);
    }

    @Test
    void twoWorkersThatClaimAtOnceDoEachWorkOnce() throws IOException {
        Replica one = replicas.all().get(0);
        Api user = replicas.administrator(one);
        String org = replicas.organization(user);
        for (Replica replica : replicas.all()) {
            replica.loseCluster();
        }
        for (Replica replica : replicas.all()) {
            replicas.awaitCluster(replica, "unavailable");
        }
        int vdcs = 24;
        for (int i = 0; i < vdcs; i++) {
            replicas.create(replicas.all().get(i % 2).as(user), org, "v" + i);
        }

        for (Replica replica : replicas.all()) {
            replica.cluster().forget();
            // So slow that neither can do all before the other looks into the journal.
            replica.cluster()
                    .misbehave(
                            call -> Replica.makesNamespace(call) ? Optional.of(new Fault.Late(300)) : Optional.empty());
        }
        new Tasks(user).awaitEnds(Replicas.PATIENCE);

        List<Long> made = replicas.all().stream().map(Replica::namespacesMade).toList();
        LOG.info("Namespaces made by each of two workers: {}", made);
        assertThat(made).as("each had a share").allMatch(count -> count > 0);
        assertThat(made.stream().mapToLong(Long::longValue).sum()).isEqualTo(vdcs);
    }

    @Test
    void whenBothLoseTheDatabaseNobodyLeadsAndEverythingGoesOnAfterwards() throws IOException, SQLException {
        replicas.leaseOf(SHORT);
        Replica one = replicas.all().get(0);
        Api user = replicas.administrator(one);
        String org = replicas.organization(user);
        one.cluster()
                .misbehave(
                        call -> Replica.makesNamespace(call) ? Optional.of(new Fault.Late(3_000)) : Optional.empty());
        CompletableFuture.runAsync(() -> replicas.ask(user, org, "begun"));
        Awaitility.await("work is under way").atMost(Replicas.PATIENCE).until(() -> one.cluster().openCalls().stream()
                .anyMatch(Replica::makesNamespace));

        replicas.all().forEach(replica -> replica.database().cut());

        for (Replica replica : replicas.all()) {
            Awaitility.await("the " + replica + " replica is not ready")
                    .atMost(Replicas.PATIENCE)
                    .until(() -> replica.system().api().get("/readyz").status() == 503);
            replica.system().api().get("/livez").is(200);
            Answer answer = replica.as(user).get(CLOUD + "/orgs").is(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        Awaitility.await("nobody leads")
                .atMost(Replicas.PATIENCE)
                .until(() -> replicas.database().term().isEmpty());
        replicas.heal();
        replicas.create(replicas.other(one).as(user), org, "later");
    }

    @Test
    void aRollingRestartUnderLoadLosesNothing() throws IOException {
        Replica first = replicas.all().get(0);
        Replica second = replicas.other(first);
        Api user = replicas.administrator(first);
        Tenant tenant = replicas.tenant(user);
        List<String> paths = List.of(
                CLOUD + "/orgs",
                CLOUD + "/vdcs",
                CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems");
        AtomicReference<Replica> serving = new AtomicReference<>();
        int restart = 0;
        for (Replica restarted : List.of(first, second)) {
            Replica stays = replicas.other(restarted);
            serving.set(stays);
            String prefix = "r" + ++restart + "-";
            try (Creator creator = new Creator(
                            tenant.organization(), prefix, () -> serving.get().as(user));
                    Readers readers = new Readers(stays.as(user), 4, paths)) {
                Awaitility.await()
                        .atMost(Replicas.PATIENCE)
                        .until(() -> creator.accepted().size() > 2);
                try (Visitor visitor = new Visitor(restarted.as(user), CLOUD + "/orgs")) {
                    Awaitility.await().atMost(Replicas.PATIENCE).until(() -> visitor.answers()
                            .contains(200));
                    restarted.system().stop();
                    assertThat(visitor.answers()).as("of a server that stops").isSubsetOf(200, 503);
                }
                restarted.system().start();
                restarted.system().awaitReady();
                replicas.awaitCluster(restarted, "ready");
                creator.end();
                readers.closeWithoutFailures();
                assertThat(creator.refused()).isEmpty();
                assertThat(creator.unanswered()).isEmpty();
                LOG.info(
                        "Restart of the {} replica: {} reads and {} VDCs at the other, none failed",
                        restarted,
                        readers.count(),
                        creator.accepted().size());
            }
        }
    }

    @Test
    void whoeverLosesTheClusterServesReadsAndLeavesTheRestToTheOther() throws IOException, SQLException {
        replicas.leaseOf(SHORT);
        Replica cutOff = replicas.awaitLeader();
        Replica other = replicas.other(cutOff);
        Api user = replicas.administrator(cutOff);
        Tenant tenant = replicas.tenant(user);
        String item = tenant.items().text("/values/0/id");
        try (Readers readers = new Readers(
                cutOff.as(user),
                2,
                List.of(CLOUD + "/vdcs", CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems"))) {
            cutOff.loseCluster();
            replicas.awaitCluster(cutOff, "unavailable");
            cutOff.system().api().get("/readyz").is(200);

            replicas.create(cutOff.as(user), tenant.organization(), "accepted-here");
            Answer refused = cutOff.as(user)
                    .post(tenant.instantiate(), Map.of("name", "web", "catalogItem", Map.of("id", item)))
                    .is(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            new Tasks(user).awaitEnds(Replicas.PATIENCE);
            replicas.awaitLeader(other);
            readers.closeWithoutFailures();
        }
        Awaitility.await("the one that reaches the cluster goes on leading")
                .during(SHORT.multipliedBy(2))
                .atMost(Replicas.PATIENCE)
                .until(() -> replicas.leader().filter(other::equals).isPresent());
    }
}
