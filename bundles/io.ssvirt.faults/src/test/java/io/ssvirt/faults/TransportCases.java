package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** F2: every call of the cluster meets every bad answer once, and then all is well again. */
final class TransportCases {

    private static final Set<Answer> ANSWERS = EnumSet.complementOf(
            EnumSet.of(Answer.AS_USUAL, Answer.HALF_DONE, Answer.OVERTAKEN_BEFORE, Answer.OVERTAKEN_AFTER));

    /** A call of the seam in one of the ways in which it is made. */
    private enum Subject {
        CREATE_VDC(Deed.CREATE_VDC, "spaces.ensure", Answer.AS_USUAL),
        UPDATE_VDC(Deed.UPDATE_VDC, "spaces.ensure", Answer.AS_USUAL),
        DELETE_VDC(Deed.DELETE_VDC, "spaces.remove", Answer.AS_USUAL),
        TAKE_VDC_BACK(Deed.CREATE_VDC, "spaces.remove", Answer.HALF_DONE),
        READ_TEMPLATE(Deed.INSTANTIATE, "templates.get", Answer.AS_USUAL),
        INSTANTIATE(Deed.INSTANTIATE, "instances.ensure", Answer.AS_USUAL),
        DELETE_VAPP(Deed.DELETE_VAPP, "instances.remove", Answer.AS_USUAL),
        TAKE_VAPP_BACK(Deed.INSTANTIATE, "instances.remove", Answer.HALF_DONE),
        POWER(Deed.POWER, "machines.power", Answer.AS_USUAL),
        LOOK_AFTER_POWER(Deed.POWER, "machines.observe", Answer.LOST_AFTER);

        private final Deed deed;
        private final String call;
        private final Answer before;

        /** The answer that the deed's own call gets before matters when this one is another. */
        Subject(Deed deed, String call, Answer before) {
            this.deed = deed;
            this.call = call;
            this.before = before;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean takesBack() {
            return before == Answer.HALF_DONE;
        }
    }

    private TransportCases() {}

    static List<Case<Lab>> all() {
        List<Case<Lab>> cases = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (Answer answer : ANSWERS) {
                cases.add(new Case<>(
                        "F2." + subject.id() + "." + answer.id(),
                        subject.deed.text() + ", " + (subject.takesBack() ? "refused and taken back, " : "") + "`"
                                + subject.call + "`: " + answer.text(),
                        lab -> run(lab, subject, answer)));
            }
        }
        return cases;
    }

    private static void run(Lab lab, Subject subject, Answer answer) {
        Stage stage = new Stage(lab);
        subject.deed.prepare(stage);
        if (subject.before != Answer.AS_USUAL) {
            int sofar = lab.ledger().calls(subject.deed.call());
            lab.faults()
                    .answer(
                            call -> call.name().equals(subject.deed.call()) && call.number() == sofar + 1,
                            subject.before);
        }
        int before = lab.ledger().calls(subject.call);
        lab.faults().answer(call -> call.name().equals(subject.call) && call.number() == before + 1, answer);

        subject.deed.act(stage);
        lab.settle();

        assertThat(lab.ledger().calls(subject.call))
                .as("calls of " + subject.call)
                .isGreaterThan(before);
        Task task = stage.lastTask();
        assertThat(task.status())
                .as(String.valueOf(task))
                .isEqualTo(succeeds(subject, answer) ? TaskStatus.SUCCESS : TaskStatus.ERROR);
        boolean machineIsGone = answer == Answer.NOT_FOUND && subject.deed == Deed.POWER;
        if (!machineIsGone) {
            subject.deed.check(stage, task.status() == TaskStatus.SUCCESS);
        }
    }

    /** What can be made good is; what the cluster will not do is refused. */
    private static boolean succeeds(Subject subject, Answer answer) {
        boolean refused = answer == Answer.FORBIDDEN || answer == Answer.NOT_FOUND || answer == Answer.EXISTS_FOREIGN;
        if (subject == Subject.LOOK_AFTER_POWER) {
            return answer != Answer.NOT_FOUND;
        }
        boolean goneIsFine =
                (subject.deed == Deed.DELETE_VDC || subject.deed == Deed.DELETE_VAPP) && answer != Answer.FORBIDDEN;
        return !subject.takesBack() && (!refused || goneIsFine);
    }
}
