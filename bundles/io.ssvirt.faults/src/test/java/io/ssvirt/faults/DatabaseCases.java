package io.ssvirt.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** F5, the part of it that can be told at the store: what the database does to transactions while operations go on. */
final class DatabaseCases {

    private DatabaseCases() {}

    static List<Case<Lab>> all() {
        return List.of(
                new Case<>(
                        "F5.accept-unknown",
                        "the connection breaks while the accepting transaction commits, and it is committed",
                        DatabaseCases::acceptUnknown),
                new Case<>(
                        "F5.claim-unknown",
                        "the connection breaks while a claim commits, and it is committed",
                        lab -> unknown(lab, trace -> !trace.claimed().isEmpty())),
                new Case<>(
                        "F5.end-unknown",
                        "the connection breaks while the end of an intent commits, and it is committed",
                        lab -> unknown(lab, trace -> !trace.ended().isEmpty())),
                new Case<>(
                        "F5.end-lost",
                        "the connection breaks before the end of an intent commits",
                        lab -> once(
                                lab, Faults.Commit.LOST, trace -> !trace.ended().isEmpty())),
                new Case<>(
                        "F5.away-while-it-works",
                        "the database goes away for half a minute right after an operation was accepted",
                        DatabaseCases::awayForAWhile),
                new Case<>(
                        "F5.clock-ahead",
                        "the clock of a new process is five minutes ahead of the one that died",
                        lab -> skewed(lab, Duration.ofMinutes(5))),
                new Case<>(
                        "F5.clock-behind",
                        "the clock of a new process is five minutes behind the one that died",
                        lab -> skewed(lab, Duration.ofMinutes(-5))));
    }

    private static void acceptUnknown(Lab lab) {
        for (Deed deed : List.of(Deed.CREATE_VDC, Deed.INSTANTIATE, Deed.DELETE_VAPP)) {
            lab.begin(7);
            Stage stage = new Stage(lab);
            deed.prepare(stage);
            int before = lab.ledger().accepted().size();
            lab.faults().commits(first(Faults.Commit.UNKNOWN, trace -> !trace.accepted()
                    .isEmpty()));

            Outcome<?> answer = deed.act(stage);
            lab.settle();

            assertThat(lab.ledger().accepted()).as("accepted").hasSize(before + 1);
            boolean done = stage.lastTask().status() == TaskStatus.SUCCESS;
            assertThat(done).as("carried out: " + stage.lastTask()).isTrue();
            assertThat(answer.refusal()).as("what the user was told").isEmpty();
            deed.check(stage, true);
        }
    }

    private static void unknown(Lab lab, Predicate<Trace> which) {
        once(lab, Faults.Commit.UNKNOWN, which);
    }

    private static void once(Lab lab, Faults.Commit fate, Predicate<Trace> which) {
        for (Deed deed : Deed.values()) {
            lab.begin(8);
            Stage stage = new Stage(lab);
            deed.prepare(stage);
            lab.faults().commits(first(fate, which));

            deed.act(stage);
            lab.settle();

            assertThat(stage.lastTask().status())
                    .as(deed + ": " + stage.lastTask())
                    .isEqualTo(TaskStatus.SUCCESS);
            deed.check(stage, true);
        }
    }

    static Function<Trace, Faults.Commit> first(Faults.Commit fate, Predicate<Trace> which) {
        AtomicInteger met = new AtomicInteger();
        return trace -> which.test(trace) && met.getAndIncrement() == 0 ? fate : Faults.Commit.AS_USUAL;
    }

    private static void awayForAWhile(Lab lab) {
        for (Deed deed : Deed.values()) {
            lab.begin(9);
            Stage stage = new Stage(lab);
            deed.prepare(stage);
            boolean[] away = {false};
            lab.faults().commits(trace -> {
                away[0] |= !trace.accepted().isEmpty();
                return Faults.Commit.AS_USUAL;
            });
            lab.faults().databaseAwayWhile(store -> away[0]);

            deed.act(stage);
            assertThat(lab.life().vdcs().list(Lab.ALICE, Query.page(1, 25)).refusal())
                    .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
            lab.time().advance(Duration.ofSeconds(30));
            lab.faults().clear();
            lab.settle();

            assertThat(stage.lastTask().status())
                    .as(deed + ": " + stage.lastTask())
                    .isEqualTo(TaskStatus.SUCCESS);
            deed.check(stage, true);
        }
    }

    private static void skewed(Lab lab, Duration by) {
        for (Deed deed : List.of(Deed.CREATE_VDC, Deed.DELETE_VDC, Deed.DELETE_VAPP)) {
            lab.begin(10);
            Stage stage = new Stage(lab);
            deed.prepare(stage);
            lab.faults().killAt(Border.AFTER_CALL_ACKED, deed.call());
            assertThat(lab.killedDuring(() -> deed.act(stage))).isTrue();
            lab.time().skew(by);
            lab.restart();
            // A clock that is behind makes a claim last for as much longer: that is the price, and no harm comes of it.
            lab.time().advance(by.isNegative() ? by.negated() : Duration.ZERO);
            lab.settle();
            lab.time().skew(Duration.ZERO);

            assertThat(stage.lastTask().status())
                    .as(deed + ": " + stage.lastTask())
                    .isEqualTo(TaskStatus.SUCCESS);
            deed.check(stage, true);
        }
    }
}
