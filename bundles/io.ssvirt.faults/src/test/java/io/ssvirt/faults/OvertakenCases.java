package io.ssvirt.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** F6, the part of it that needs no second machine: a worker stands still, is overtaken by another process, and wakes up. */
final class OvertakenCases {

    /** The first sweep that comes for sure. */
    private static final Duration SWEEP = Duration.ofMinutes(11);

    private OvertakenCases() {}

    static List<Case<Lab>> all() {
        List<Case<Lab>> cases = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            for (Answer answer : List.of(Answer.OVERTAKEN_BEFORE, Answer.OVERTAKEN_AFTER)) {
                cases.add(new Case<>(
                        "F6." + deed.id() + "." + answer.id(),
                        deed.text() + ", `" + deed.call() + "`: " + answer.text(),
                        lab -> run(lab, deed, answer)));
            }
        }
        return cases;
    }

    private static void run(Lab lab, Deed deed, Answer answer) {
        Stage stage = new Stage(lab);
        deed.prepare(stage);
        int before = lab.ledger().calls(deed.call());
        lab.faults()
                .answer(call -> call.name().equals(deed.call()) && lab.lives().size() == 1, answer);

        deed.act(stage);
        if (leavesAnOrphan(deed, answer)) {
            lab.time().advance(SWEEP);
        }
        lab.settle();

        assertThat(lab.lives()).as("processes").hasSize(2);
        assertThat(lab.ledger().calls(deed.call())).as("calls by both").isGreaterThan(before + 1);
        Task task = stage.lastTask();
        boolean done = task.status() == TaskStatus.SUCCESS;
        assertThat(done).as(String.valueOf(task)).isEqualTo(!leavesAnOrphan(deed, answer));
        deed.check(stage, done);
    }

    /**
     * Who takes over an instantiation does not have its values and refuses it. When the first one sends them after all was taken
     * back, there is an instance that nobody wants; only a sweep can find it.
     */
    private static boolean leavesAnOrphan(Deed deed, Answer answer) {
        return deed == Deed.INSTANTIATE && answer == Answer.OVERTAKEN_BEFORE;
    }
}
