package io.ssvirt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import io.ssvirt.api.Caller;
import io.ssvirt.cluster.simulator.internal.Simulator;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.model.Catalog;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the cases happen: a database and a cluster that last, one process after another between them, and a clock that only the
 * case turns. Two organizations, {@code acme} that acts and {@code globex} that must hear nothing of it.
 */
final class Lab implements AutoCloseable {

    /** Part of every secret value that a user gives; it may be found nowhere outside the cluster. */
    static final String SECRET = "s3cret-Zq7";

    static final Duration LIMIT = Duration.ofSeconds(60);
    /** How often the journal prolongs what it holds, and forgets what it need not remember. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private static final Duration LONGEST_STEP = Duration.ofSeconds(4);

    static final Urn ACME = new Urn(EntityType.ORGANIZATION, new UUID(1, 1));
    static final Urn GLOBEX = new Urn(EntityType.ORGANIZATION, new UUID(1, 2));
    static final Urn CATALOG = new Urn(EntityType.CATALOG, new UUID(2, 1));
    static final Caller ADMIN = new Caller(
            new Urn(EntityType.USER, new UUID(3, 1)),
            "root",
            new Urn(EntityType.ORGANIZATION, new UUID(1, 3)),
            new Urn(EntityType.SESSION, new UUID(9, 1)),
            Right.ofSystemAdministrator());
    static final Caller ALICE = new Caller(
            new Urn(EntityType.USER, new UUID(3, 2)),
            "alice",
            ACME,
            new Urn(EntityType.SESSION, new UUID(9, 2)),
            Right.ofOrganizationAdministrator());
    static final Caller STRANGER = new Caller(
            new Urn(EntityType.USER, new UUID(3, 3)),
            "mallory",
            GLOBEX,
            new Urn(EntityType.SESSION, new UUID(9, 3)),
            Right.ofOrganizationAdministrator());

    private final TestDatabase database;
    private final Tables tables;
    private final LogTap log = LogTap.installed();
    private final Ledger ledger = new Ledger();
    private final Faults faults = new Faults();
    private final Set<String> foreign = new HashSet<>();
    private final Set<UUID> excused = new HashSet<>();
    private Random random = new Random(1);
    private VirtualTime time;
    private ScheduledExecutorService network;
    private SimulatorUnderTest cluster;
    private Life life;
    private Path folder;
    private final List<Life> overtaken = new ArrayList<>();
    private final List<TestDatabase> replicas = new ArrayList<>();
    private Set<Protection> off = EnumSet.noneOf(Protection.class);

    private Lab(TestDatabase database) {
        this.database = database;
        this.tables = new Tables(database.source());
    }

    static Lab onH2() {
        return new Lab(Pooled.h2());
    }

    static Lab onPostgres() {
        return new Lab(Pooled.postgres());
    }

    /** On a server that goes wrong itself; it ends with this. */
    static Lab on(DatabaseServer server) {
        return new Lab(TestDatabase.on(server.pool(), server::close));
    }

    /** Begins anew with an empty database and cluster. */
    Lab begin(long seed) {
        end();
        tables.clear();
        ledger.clear();
        faults.clear();
        log.clear();
        foreign.clear();
        excused.clear();
        random = new Random(seed);
        time = new VirtualTime();
        network = time.timer();
        folder = Scratch.folder();
        cluster = SimulatorUnderTest.on(folder, new Simulator.Ground(time.unskewed(), ids(), random, time.timer()));
        Instant now = time.instant();
        done(database.store().write(tx -> {
            tx.organizations().insert(new Organization(ACME, "acme", "", "", true, false, true, "", now, now));
            tx.organizations().insert(new Organization(GLOBEX, "globex", "", "", true, false, true, "", now, now));
            tx.catalogs().insert(new Catalog(CATALOG, ACME, "acme-all", "", false, false, true, 1, now, now));
            return Outcome.done(true);
        }));
        life = new Life(this, database.store());
        time.advance(Duration.ofMillis(10));
        return this;
    }

    void restart() {
        life.kill();
        life = new Life(this, database.reopened());
    }

    /** The process stands still for longer than a claim is good, while another one works on the same database and cluster. */
    void overtaken() {
        Life old = life;
        old.pause();
        overtaken.add(old);
        TestDatabase second = database.replica();
        replicas.add(second);
        life = new Life(this, second.store());
        time.advance(Duration.ofSeconds(90));
        old.resume();
    }

    void without(Protection line) {
        off = EnumSet.of(line);
    }

    boolean lacks(Protection line) {
        return off.contains(line);
    }

    List<Life> lives() {
        List<Life> all = new ArrayList<>(overtaken);
        all.add(life);
        return all;
    }

    /** Does something; tells whether the process was killed meanwhile. */
    boolean killedDuring(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Killed now) {
            life.kill();
            return true;
        }
    }

    /** Asks something of the process as a user does, and keeps what the user is told. */
    <T> Outcome<T> ask(Function<Life, Outcome<T>> question) {
        Outcome<T> answer = question.apply(life);
        answer.refusal().ifPresent(ledger::told);
        return answer;
    }

    /** Turns the clock until every intent has ended and everything holds; says what does not after the limit. */
    void settle() {
        Instant limit = time.unskewed().instant().plus(LIMIT);
        Duration step = Duration.ofMillis(250);
        while (!(isQuiet() && new Invariants(this).lasting().isEmpty())
                && time.unskewed().instant().isBefore(limit)) {
            time.advance(step);
            step = step.compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(2) : LONGEST_STEP;
        }
        assertThat(unfinished())
                .as("intents that have not ended after " + LIMIT)
                .isZero();
        time.advance(BEAT);
        assertThat(new Invariants(this).all()).as("breaches").isEmpty();
    }

    boolean isQuiet() {
        return unfinished() == 0;
    }

    /** While the database does not answer, nothing is known to have ended. */
    private long unfinished() {
        return database.store()
                .read(tx -> Outcome.done(tx.journal().countUnfinished()))
                .fold(count -> count, away -> Long.MAX_VALUE);
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome.refusal()).isEmpty();
        return outcome.fold(value -> value, error -> null);
    }

    Set<String> foreign() {
        return foreign;
    }

    /** Notes that a thing of ours was taken away by hand, so that it may be missing. */
    void excuse(UUID id) {
        excused.add(id);
    }

    boolean isExcused(UUID id) {
        return excused.contains(id);
    }

    boolean isForeign(String id) {
        return foreign.contains(id);
    }

    IdSource ids() {
        return () -> new UUID(random.nextLong(), random.nextLong());
    }

    TestDatabase database() {
        return database;
    }

    Tables tables() {
        return tables;
    }

    Ledger ledger() {
        return ledger;
    }

    Faults faults() {
        return faults;
    }

    Random random() {
        return random;
    }

    VirtualTime time() {
        return time;
    }

    ScheduledExecutorService network() {
        return network;
    }

    SimulatorUnderTest cluster() {
        return cluster;
    }

    Life life() {
        return life;
    }

    List<String> loggedErrors() {
        return log.errors();
    }

    String logged() {
        return log.text();
    }

    private void end() {
        if (life != null) {
            lives().forEach(Life::kill);
            overtaken.clear();
            replicas.forEach(Lab::close);
            replicas.clear();
            cluster.close();
            Scratch.remove(folder);
        }
    }

    private static void close(TestDatabase database) {
        try {
            database.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        database.close();
    }
}
