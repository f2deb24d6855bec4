package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** F1: the process is killed at every border of every operation, and the next one has to make good what it left. */
final class CrashCases {

    private CrashCases() {}

    static List<Case<Lab>> all() {
        List<Case<Lab>> cases = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            for (Border border : Border.values()) {
                cases.add(new Case<>(
                        "F1." + deed.id() + "." + border.id(),
                        "killed when " + deed.text() + ", " + border.text(),
                        lab -> run(lab, deed, border)));
            }
        }
        return cases;
    }

    private static void run(Lab lab, Deed deed, Border border) {
        Stage stage = new Stage(lab);
        deed.prepare(stage);
        long before = accepted(lab, deed);
        lab.faults().killAt(border, deed.call(), deed.operation());

        boolean killed = lab.killedDuring(() -> {
            deed.act(stage);
            lab.time().advance(Lab.LIMIT);
        });
        assertThat(killed).as("the border was reached").isTrue();
        lab.restart();
        lab.settle();

        List<Task> tasks = tasksOf(lab, deed);
        assertThat(tasks).as("its task").hasSize((int) (accepted(lab, deed) - before));
        assertThat(tasks).hasSize(border == Border.BEFORE_COMMIT ? 0 : 1);
        boolean done = tasks.stream().anyMatch(task -> task.status() == TaskStatus.SUCCESS);
        assertThat(done).as("it was carried out: " + tasks).isEqualTo(survives(deed, border));
        deed.check(stage, done);
        if (!done) {
            assertThat(deed.act(stage).refusal()).as("the same once more").isEmpty();
            lab.settle();
            deed.check(stage, true);
        }
    }

    /** Whatever was accepted is carried out, but for values that were never stored and died with the process. */
    private static boolean survives(Deed deed, Border border) {
        boolean valuesLost =
                deed == Deed.INSTANTIATE && (border == Border.AFTER_COMMIT || border == Border.AFTER_CLAIM);
        return border != Border.BEFORE_COMMIT && !valuesLost;
    }

    private static long accepted(Lab lab, Deed deed) {
        return lab.ledger().accepted().values().stream()
                .filter(entry -> entry.operation() == deed.operation())
                .count();
    }

    private static List<Task> tasksOf(Lab lab, Deed deed) {
        Query all = Query.page(1, 1000);
        return Lab.done(lab.database()
                        .store()
                        .read(tx -> Outcome.done(
                                tx.journal().tasks(Optional.empty(), all).values())))
                .stream()
                .filter(task -> task.operation() == deed.operation())
                .toList();
    }
}
