package io.ssvirt.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** F5 at the wire: what happens to a real PostgreSQL, and to the connections to it, while operations go on. */
final class ServerCases {

    private static final List<Deed> DEEDS = List.of(Deed.CREATE_VDC, Deed.INSTANTIATE, Deed.DELETE_VAPP);
    private static final Duration STALL = Duration.ofSeconds(10);

    private ServerCases() {}

    static List<Case<DatabaseGround>> all() {
        List<Case<DatabaseGround>> cases = new ArrayList<>(List.of(
                new Case<>(
                        "F5.commit-cut",
                        "the connection is cut during a commit, before or after PostgreSQL has carried it out",
                        ServerCases::commitCut),
                new Case<>("F5.restart", "PostgreSQL is restarted between acceptance and end", ServerCases::restart),
                new Case<>(
                        "F5.clash",
                        "deadlock, serialisation failure or lock time-out, twice in a row and for half a minute",
                        ServerCases::clash),
                new Case<>(
                        "F5.pool-exhausted",
                        "all connections of the pool are taken, before acceptance and before the end",
                        ServerCases::poolExhausted),
                new Case<>(
                        "F5.read-only",
                        "after a failover the database is read-only for half a minute",
                        ServerCases::readOnly),
                new Case<>("F5.stall", "PostgreSQL says nothing for 10 seconds", ServerCases::stall)));
        cases.addAll(ClashCases.all());
        cases.addAll(RestoreCases.all());
        return cases;
    }

    private static void commitCut(DatabaseGround ground) {
        Lab lab = ground.lab();
        for (Deed deed : DEEDS) {
            for (Faults.Commit cut : List.of(Faults.Commit.CUT_BEFORE, Faults.Commit.CUT_AFTER)) {
                Stage stage = prepared(ground, deed);
                lab.faults().commits(DatabaseCases.first(cut, trace -> !trace.accepted()
                        .isEmpty()));
                Outcome<?> answer = deed.act(stage);
                lab.settle();
                boolean done = cut == Faults.Commit.CUT_AFTER;
                assertThat(answer.refusal().isEmpty())
                        .as(deed + ", accepting, " + cut + ": " + answer)
                        .isEqualTo(done);
                deed.check(stage, done);

                stage = prepared(ground, deed);
                lab.faults().commits(DatabaseCases.first(cut, trace -> !trace.ended()
                        .isEmpty()));
                deed.act(stage);
                lab.settle();
                succeeded(stage, deed);
            }
        }
    }

    private static Stage prepared(DatabaseGround ground, Deed deed) {
        ground.begin(11);
        Stage stage = new Stage(ground.lab());
        deed.prepare(stage);
        return stage;
    }

    static void succeeded(Stage stage, Deed deed) {
        assertThat(stage.lastTask().status()).as(deed + ": " + stage.lastTask()).isEqualTo(TaskStatus.SUCCESS);
        deed.check(stage, true);
    }

    /** Does something at the first call of the cluster: after the acceptance has committed, before the end does. */
    static void betweenTheTwo(Lab lab, Runnable once) {
        boolean[] met = {false};
        lab.faults().answers(call -> {
            if (!met[0]) {
                met[0] = true;
                once.run();
            }
            return Optional.empty();
        });
    }

    private static void isUnavailable(Outcome<?> answer, Object what) {
        assertThat(answer.refusal()).as(String.valueOf(what)).hasValueSatisfying(error -> assertThat(error.kind())
                .isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private static void restart(DatabaseGround ground) {
        for (Deed deed : List.of(Deed.CREATE_VDC, Deed.DELETE_VAPP)) {
            Stage stage = prepared(ground, deed);
            betweenTheTwo(ground.lab(), () -> {
                ground.server().hurry(true);
                ground.server().stop();
            });
            deed.act(stage);
            isUnavailable(ground.lab().life().vdcs().list(Lab.ALICE, Query.page(1, 25)), deed);
            ground.lab().time().advance(Duration.ofSeconds(5));
            ground.server().startAgain();
            ground.server().hurry(false);
            ground.lab().time().advance(Duration.ofSeconds(5));
            ground.server().mend();
            ground.lab().settle();
            succeeded(stage, deed);
        }
    }

    private static void clash(DatabaseGround ground) {
        for (String state : List.of("40001", "40P01", "55P03")) {
            for (Deed deed : DEEDS) {
                Stage stage = prepared(ground, deed);
                clashing(ground.server(), state, 2);
                Outcome<?> answer = deed.act(stage);
                ground.lab().settle();
                calm(ground.server());
                assertThat(answer.refusal()).as(deed + " after two of " + state).isEmpty();
                succeeded(stage, deed);
            }
            Stage stage = prepared(ground, Deed.CREATE_VDC);
            betweenTheTwo(ground.lab(), () -> clashing(ground.server(), state, 1_000_000));
            Deed.CREATE_VDC.act(stage);
            isUnavailable(stage.createVdc("acme-other"), "one more while it clashes");
            ground.lab().time().advance(Duration.ofSeconds(30));
            calm(ground.server());
            ground.lab().settle();
            succeeded(stage, Deed.CREATE_VDC);
        }
    }

    /** Lets PostgreSQL refuse the next changes of tasks; the count goes on though they are rolled back. */
    private static void clashing(DatabaseServer server, String state, int times) {
        server.tell(
                "create sequence clashes",
                "create function clash() returns trigger language plpgsql as 'begin if nextval(''clashes'') <= " + times
                        + " then raise exception ''clash'' using errcode = ''" + state
                        + "''; end if; return new; end'",
                "create trigger clash before insert or update on tasks for each row execute function clash()");
    }

    private static void calm(DatabaseServer server) {
        server.tell("drop trigger clash on tasks", "drop function clash()", "drop sequence clashes");
    }

    private static void poolExhausted(DatabaseGround ground) {
        Stage stage = prepared(ground, Deed.CREATE_VDC);
        List<Connection> taken = ground.server().takeAll();
        isUnavailable(Deed.CREATE_VDC.act(stage), "without a connection");
        giveBack(ground.server(), taken);
        ground.lab().settle();
        Deed.CREATE_VDC.check(stage, false);

        for (Deed deed : DEEDS) {
            Stage next = prepared(ground, deed);
            betweenTheTwo(ground.lab(), () -> taken.addAll(ground.server().takeAll()));
            deed.act(next);
            ground.lab().time().advance(Duration.ofSeconds(2));
            giveBack(ground.server(), taken);
            ground.lab().settle();
            succeeded(next, deed);
        }
    }

    private static void giveBack(DatabaseServer server, List<Connection> taken) {
        server.hurry(false);
        taken.forEach(connection -> {
            try {
                connection.close();
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        });
        taken.clear();
    }

    private static void readOnly(DatabaseGround ground) {
        Stage stage = prepared(ground, Deed.CREATE_VDC);
        readOnly(ground.server(), true);
        // A connection that broke is noticed once, by whoever uses it next.
        ground.lab().life().vdcs().list(Lab.ALICE, Query.page(1, 25));
        ground.server().mend();
        Outcome<?> answer = Deed.CREATE_VDC.act(stage);
        for (int tries = 0; tries < 5 && !String.valueOf(answer).contains("read-only"); tries++) {
            answer = Deed.CREATE_VDC.act(stage);
        }
        isUnavailable(answer, "creating");
        assertThat(answer.refusal().orElseThrow().message()).contains("read-only");
        assertThat(ground.lab().life().vdcs().list(Lab.ALICE, Query.page(1, 25)).refusal())
                .as("lists while nothing can be changed")
                .isEmpty();
        writable(ground);
        ground.lab().settle();
        Deed.CREATE_VDC.check(stage, false);

        for (Deed deed : DEEDS) {
            Stage next = prepared(ground, deed);
            betweenTheTwo(ground.lab(), () -> readOnly(ground.server(), true));
            deed.act(next);
            ground.lab().time().advance(Duration.ofSeconds(30));
            writable(ground);
            ground.lab().settle();
            succeeded(next, deed);
        }
    }

    private static void writable(DatabaseGround ground) {
        readOnly(ground.server(), false);
        ground.lab().time().advance(Duration.ofSeconds(5));
        ground.server().mend();
    }

    private static void readOnly(DatabaseServer server, boolean on) {
        server.tell(
                "set default_transaction_read_only = off",
                "alter database postgres set default_transaction_read_only = " + on);
        server.endSessions();
    }

    private static void stall(DatabaseGround ground) {
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try {
            Stage stage = prepared(ground, Deed.CREATE_VDC);
            ground.server().proxy().stall();
            later.schedule(ground.server().proxy()::behave, STALL.toMillis(), TimeUnit.MILLISECONDS);
            Outcome<?> answer = Deed.CREATE_VDC.act(stage);
            ground.lab().time().advance(STALL);
            ground.lab().settle();
            boolean done = answer.refusal().isEmpty();
            if (!done) {
                isUnavailable(answer, "creating in the stall");
            }
            Deed.CREATE_VDC.check(stage, done);
        } finally {
            later.shutdownNow();
        }
    }
}
