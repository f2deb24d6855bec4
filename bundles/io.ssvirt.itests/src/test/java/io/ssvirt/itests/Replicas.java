package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.ssvirt.cluster.kubernetes.internal.TestCluster;
import io.ssvirt.cluster.spi.template.Tree;
import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Tasks;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** Two processes of the distribution on one PostgreSQL and one real API server. */
final class Replicas implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PASSWORD = "of-the-first-administrator";
    private static final String LEADERSHIP = "io.ssvirt.operations.leadership";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SSVIRT_DATABASE_DATABASE", "postgres",
            "SSVIRT_AUTH_JWT_SECRET", "signs-the-tokens-of-every-replica-alike",
            "SSVIRT_INITIAL_ADMIN_PASSWORD", PASSWORD,
            "SSVIRT_API_ADDRESS_REQUESTS", "0",
            "SSVIRT_API_USER_REQUESTS", "0",
            "SSVIRT_CLUSTER_LEASE_NAMESPACE", "ssvirt",
            // Shorter than usual, so that the tests need not wait: usually 10 s and 30 s.
            "SSVIRT_CLUSTER_PROBE_EVERY", "PT1S",
            "SSVIRT_OPERATIONS_JOURNAL_CLAIM_LEASE", "PT8S");

    private final SharedDatabase database = new SharedDatabase();
    private final TestCluster cluster = new TestCluster();
    private final List<Replica> all = new ArrayList<>();
    private final AtomicInteger organizations = new AtomicInteger();
    /** At first what the distribution ships. */
    private Duration lease = LeadershipCases.USUAL;

    /** Starts everything; both processes begin with the empty database at the same time. */
    Replicas(Path folder) throws IOException, InterruptedException {
        Path templates = Path.of(
                System.getProperty("ssvirt.bundles"), "io.ssvirt.cluster.simulator/src/main/resources/templates");
        try (Stream<Path> files = Files.list(templates)) {
            for (Path file : files.sorted().toList()) {
                cluster.addTemplates(Files.readString(file));
            }
        }
        for (String name : List.of("first", "second")) {
            all.add(new Replica(name, folder.resolve(name), database.port(), cluster, ENVIRONMENT));
        }
        heal();
    }

    List<Replica> all() {
        return all;
    }

    Replica other(Replica than) {
        return all.get(1 - all.indexOf(than));
    }

    TestCluster cluster() {
        return cluster;
    }

    SharedDatabase database() {
        return database;
    }

    /** Logs the first administrator in at a replica; the token is good at both. */
    Api administrator(Replica at) {
        return at.system().api().login("admin", PASSWORD);
    }

    /** Creates an organization. */
    String organization(Api user) {
        return user.post(CLOUD + "/orgs", Map.of("name", "org-" + organizations.incrementAndGet()))
                .is(201)
                .id();
    }

    /** Creates an organization with a VDC and a catalog. */
    Tenant tenant(Api user) {
        return new Tenant(user, "org-" + organizations.incrementAndGet());
    }

    /** Asks for a VDC. */
    Answer ask(Api at, String organization, String name) {
        return at.post(
                "/api/admin/org/" + Api.segment(organization) + "/vdcs",
                Map.of("name", name, "allocationModel", "Flex"));
    }

    /** Asks for a VDC, which must be accepted. */
    Answer create(Api at, String organization, String name) {
        Answer answer = ask(at, organization, name);
        assertThat(answer.status()).as("%s", answer).isIn(201, 202);
        return answer;
    }

    /** Removes a VDC and waits until it is gone. */
    void remove(Api at, String vdcs, String vdc) {
        String path = vdcs + "/" + Api.segment(vdc);
        assertThat(at.delete(path).status()).isIn(202, 204);
        Awaitility.await("end of " + vdc)
                .atMost(PATIENCE)
                .until(() -> at.get(path).status() == 404);
    }

    /** Has another lead when one has been silent for so long; waits until that holds and one leads. */
    void leaseOf(Duration silence) throws IOException, SQLException {
        if (lease.equals(silence)) {
            return;
        }
        Duration usual = lease;
        lease = silence;
        Optional<String> before = database.term().map(SharedDatabase.Term::holder);
        for (Replica replica : all) {
            replica.system().configure(LEADERSHIP, Map.of("lease", silence.toString()));
        }
        // They read their files one after the other, and each gives up the lease when it does. One that has not may
        // lead in between.
        Awaitility.await("one leads with a lease of " + silence)
                .atMost(PATIENCE)
                .until(database::term, term -> term.filter(
                                held -> !held.holder().equals(before.orElse("")))
                        .filter(held -> silence.compareTo(usual) < 0
                                ? held.left().compareTo(silence) <= 0
                                : held.left().compareTo(usual) > 0)
                        .isPresent());
        awaitLeader();
    }

    Optional<Replica> leader() throws SQLException, IOException {
        Optional<SharedDatabase.Term> term = database.term();
        for (Replica replica : all) {
            if (term.isPresent() && replica.hasLedAs(term.get().holder())) {
                return Optional.of(replica);
            }
        }
        return Optional.empty();
    }

    Replica awaitLeader() {
        return Awaitility.await("one leads")
                .atMost(PATIENCE)
                .until(this::leader, Optional::isPresent)
                .orElseThrow();
    }

    void awaitLeader(Replica expected) {
        Awaitility.await("the " + expected + " replica leads")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> leader().filter(expected::equals).isPresent());
    }

    /** Returns the holder that the Lease in the cluster names. */
    String holderInCluster() {
        return cluster.find("coordination.k8s.io/v1", "Lease", "ssvirt", "ssvirt-leader")
                .map(found -> Tree.text(Tree.map(found, "spec"), "holderIdentity"))
                .orElse("");
    }

    void awaitCluster(Replica replica, String word) {
        Awaitility.await("the cluster of the " + replica + " replica is " + word)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> word.equals(replica.clusterState()));
    }

    /** Undoes whatever a test did, and waits until both are ready and reach the cluster and one of them leads. */
    void heal() throws IOException {
        for (Replica replica : all) {
            replica.heal();
        }
        for (Replica replica : all) {
            replica.system().awaitReady();
            awaitCluster(replica, "ready");
        }
        awaitLeader();
    }

    /** Waits until every task has ended; each VDC then has its one namespace, and each namespace its VDC. */
    void checkAgreement() throws SQLException {
        new Tasks(administrator(all.get(0))).awaitEnds(PATIENCE);
        Awaitility.await("VDCs and namespaces are the same")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(namespaces()).isEqualTo(database.vdcs()));
        assertThat(database.createdTwice()).as("tasks that created the same").isEmpty();
    }

    private Map<String, String> namespaces() {
        Map<String, String> namespaces = new TreeMap<>();
        for (String name : cluster.managed("v1", "Namespace")) {
            cluster.find("v1", "Namespace", "", name)
                    .map(found -> Tree.map(Tree.map(found, "metadata"), "labels"))
                    .ifPresent(labels -> namespaces.put(name, Tree.text(labels, "ssvirt.io/vdc-id")));
        }
        return namespaces;
    }

    @Override
    public void close() throws IOException {
        for (Replica replica : all) {
            replica.close();
        }
        cluster.close();
        database.close();
    }
}
