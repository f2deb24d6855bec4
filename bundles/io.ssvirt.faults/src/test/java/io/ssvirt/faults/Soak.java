package io.ssvirt.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.store.spi.IntentJournal;

/** F9: users do whatever comes to their minds while one in twenty things goes wrong; now and then everything is compared. */
final class Soak {

    private static final List<Answer> ANSWERS = List.of(
            Answer.REFUSED_CONNECTION,
            Answer.LOST_BEFORE,
            Answer.LOST_AFTER,
            Answer.LOST_AFTER,
            Answer.UNAUTHORIZED,
            Answer.FORBIDDEN,
            Answer.HALF_DONE,
            Answer.STALE,
            Answer.TOO_MANY,
            Answer.SERVER_ERROR);
    private static final List<String> CALLS =
            List.of("spaces.ensure", "spaces.remove", "instances.ensure", "instances.remove", "machines.power");
    private static final int FAULTS_PER_CENT = 5;
    private static final int KILLS_PER_THOUSAND = 4;
    private static final int MOST_VDCS = 5;
    private static final int MOST_VAPPS = 12;

    private final Lab lab;
    private final Stage stage;
    private final Random chance;
    private final Shadow shadow = new Shadow();
    private int names;
    private int kills;

    Soak(Lab lab, long seed) {
        this.lab = lab;
        this.stage = new Stage(lab);
        this.chance = new Random(seed);
    }

    /** Does some operations with faults, then waits without until nothing is left to do, and compares. */
    void round(int operations) {
        goWrong();
        for (int i = 0; i < operations; i++) {
            if (chance.nextInt(1000) < KILLS_PER_THOUSAND) {
                lab.faults().killAt(one(List.of(Border.values())), one(CALLS));
            }
            if (lab.killedDuring(this::operation)) {
                lab.restart();
                kills++;
            }
        }
        lab.faults().clear();
        lab.settle();
        shadow.catchUp(stage.tasks().stream()
                .collect(Collectors.toMap(task -> task.id().id(), Function.identity())));
        shadow.compare(stage);
        lab.tables().forgetEndedTasks();
        lab.ledger().clear();
    }

    int kills() {
        return kills;
    }

    private void goWrong() {
        lab.faults().clear();
        lab.faults()
                .answers(call -> chance.nextInt(100) < FAULTS_PER_CENT ? Optional.of(fault(call)) : Optional.empty());
        lab.faults().commits(trace -> {
            int number = chance.nextInt(100);
            return number == 0 ? Faults.Commit.LOST : number == 1 ? Faults.Commit.UNKNOWN : Faults.Commit.AS_USUAL;
        });
    }

    /** A creation is several requests and may be refused half-way; everything else is one, and nothing of it happens when it is. */
    private Answer fault(Faults.Call call) {
        Answer answer = one(ANSWERS);
        return answer == Answer.HALF_DONE && !call.name().endsWith(".ensure") ? Answer.FORBIDDEN : answer;
    }

    private void operation() {
        switch (chance.nextInt(12)) {
            case 0 -> create(stage.vdcs());
            case 1 -> any(stage.vdcs()).ifPresent(this::describe);
            case 2 -> any(stage.vdcs()).ifPresent(this::limit);
            case 3 -> any(stage.vdcs()).ifPresent(this::deleteVdc);
            case 4, 5 -> any(stage.vdcs()).ifPresent(this::instantiate);
            case 6 -> any(stage.vapps()).ifPresent(this::deleteVApp);
            case 7, 8 -> any(stage.vms()).ifPresent(this::power);
            case 9 -> lab.life().vdcs().list(Lab.ALICE, Query.page(1, 25));
            default -> lab.time().advance(Duration.ofMillis(chance.nextInt(4000)));
        }
    }

    private void create(List<Vdc> vdcs) {
        if (vdcs.size() < MOST_VDCS) {
            String name = "acme-" + names++;
            accepted(() -> stage.createVdc(name), entry -> then -> then.vdc(id(entry), "", 16384));
        }
    }

    private void describe(Vdc vdc) {
        String text = "number " + names++;
        accepted(() -> stage.describeVdc(vdc.id(), text), entry -> then -> then.describe(id(entry), text));
    }

    private void limit(Vdc vdc) {
        long memory = 16384L + chance.nextInt(8) * 1024;
        accepted(() -> stage.limitVdc(vdc.id(), memory), entry -> then -> then.limit(id(entry), memory));
    }

    private void deleteVdc(Vdc vdc) {
        accepted(() -> stage.deleteVdc(vdc.id()), entry -> then -> then.vdcGone(id(entry)));
    }

    private void instantiate(Vdc vdc) {
        if (stage.vapps().size() < MOST_VAPPS) {
            String name = "acme-app-" + names++;
            accepted(
                    () -> stage.instantiate(vdc.id(), name),
                    entry -> then -> then.vapp(id(entry), vdc.id().id()));
        }
    }

    private void deleteVApp(VApp vapp) {
        accepted(() -> stage.deleteVApp(vapp.id()), entry -> then -> then.vappGone(id(entry)));
    }

    private void power(Vm vm) {
        boolean on = chance.nextBoolean();
        accepted(
                () -> stage.power(vm.id(), on ? PowerAction.ON : PowerAction.OFF),
                entry -> then -> then.power(id(entry), on));
    }

    private static UUID id(IntentJournal.Entry entry) {
        return entry.entity().id();
    }

    /** What was accepted counts, whatever the user was told: a commit may have happened although its answer was lost. */
    private void accepted(Supplier<Outcome<?>> ask, Function<IntentJournal.Entry, Shadow.Effect> effect) {
        int before = lab.ledger().accepted().size();
        try {
            ask.get();
        } finally {
            lab.ledger().accepted().values().stream()
                    .skip(before)
                    .forEach(entry -> shadow.accepted(entry.id(), effect.apply(entry)));
        }
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(one(all));
    }

    private <T> T one(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }
}
