package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.ssvirt.model.Operation;
import io.ssvirt.store.spi.Store;

/** What shall go wrong, at the seam to the database and at the seam to the cluster. Nothing by default. */
final class Faults {

    /** What became of a call of the cluster; counted from 1 for each port and method. */
    record Call(String name, int number) {}

    /** A rule for calls of the cluster. */
    record Rule(Predicate<Call> when, Answer answer) {}

    /** What becomes of a transaction. */
    enum Commit {
        AS_USUAL,
        /** It is rolled back, and the database says that it is away. */
        LOST,
        /** It is committed, but the database says that it is away: the connection broke while it committed. */
        UNKNOWN,
        /** Its connection is cut before the database hears of the commit. */
        CUT_BEFORE,
        /** Its connection is cut when the database has committed. */
        CUT_AFTER
    }

    private final List<Rule> rules = new ArrayList<>();
    private Optional<Border> border = Optional.empty();
    private Optional<Operation> operation = Optional.empty();
    private String call = "";
    private Function<Call, Optional<Answer>> answers = call -> Optional.empty();
    private Function<Trace, Commit> commits = trace -> Commit.AS_USUAL;
    private Predicate<Store> databaseAway = store -> false;
    private Consumer<DatabaseProxy.Cut> cutter = cut -> {
        throw new IllegalStateException("there is no proxy in front of this database");
    };

    /** Kills the process when it comes to a border; the borders of calls are those of one call. */
    void killAt(Border next, String ofCall) {
        killAt(next, ofCall, Optional.empty());
    }

    /** The same; the borders of the journal are those of one operation. */
    void killAt(Border next, String ofCall, Operation ofOperation) {
        killAt(next, ofCall, Optional.of(ofOperation));
    }

    private void killAt(Border next, String ofCall, Optional<Operation> ofOperation) {
        border = Optional.of(next);
        call = ofCall;
        operation = ofOperation;
    }

    /** Tells whether the process shall die here; it does so once. */
    boolean kills(Border here) {
        boolean now = border.filter(here::equals).isPresent();
        if (now) {
            border = Optional.empty();
        }
        return now;
    }

    /** Tells whether the process shall die at this border of the journal, where it does something to these operations. */
    boolean kills(Border here, Collection<Operation> touched) {
        return !touched.isEmpty() && operation.map(touched::contains).orElse(true) && kills(here);
    }

    /** Tells whether the process shall die at this border of this call. */
    boolean kills(Border here, String ofCall) {
        return call.equals(ofCall) && kills(here);
    }

    /** Tells whether the border is still to come. */
    boolean isArmed() {
        return border.isPresent();
    }

    /** Gives calls of the cluster an answer of their own; the first rule that fits counts. */
    void answer(Predicate<Call> when, Answer answer) {
        rules.add(new Rule(when, answer));
    }

    /** Decides about all calls that no rule is for. */
    void answers(Function<Call, Optional<Answer>> next) {
        answers = next;
    }

    Answer answerTo(Call now) {
        return rules.stream()
                .filter(rule -> rule.when().test(now))
                .findFirst()
                .map(Rule::answer)
                .or(() -> answers.apply(now))
                .orElse(Answer.AS_USUAL);
    }

    /** Decides what becomes of transactions by what they did. */
    void commits(Function<Trace, Commit> next) {
        commits = next;
    }

    Commit commit(Trace trace) {
        Commit fate = commits.apply(trace);
        if (fate == Commit.CUT_BEFORE || fate == Commit.CUT_AFTER) {
            cutter.accept(fate == Commit.CUT_BEFORE ? DatabaseProxy.Cut.BEFORE : DatabaseProxy.Cut.AFTER);
        }
        return fate;
    }

    /** Says who cuts the connection of the next commit. */
    void cutter(Consumer<DatabaseProxy.Cut> next) {
        cutter = next;
    }

    /** Takes the database away while the condition holds. */
    void databaseAwayWhile(Predicate<Store> condition) {
        databaseAway = condition;
    }

    boolean isDatabaseAway(Store store) {
        return databaseAway.test(store);
    }

    /** Everything is well from now on. */
    void clear() {
        rules.clear();
        answers = call -> Optional.empty();
        border = Optional.empty();
        commits = trace -> Commit.AS_USUAL;
        databaseAway = store -> false;
    }
}
