package io.ssvirt.faults;

import java.util.List;
import java.util.stream.Stream;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.IntentJournal;

/** What must not be told: one tenant's things to another, and secret values to anybody. */
final class Confidentiality {

    private final Lab lab;

    Confidentiality(Lab lab) {
        this.lab = lab;
    }

    void breaches(List<String> breaches) {
        answersTo(Lab.STRANGER)
                .map(String::valueOf)
                .filter(answer -> answer.contains("acme"))
                .forEach(answer -> breaches.add("I6: another tenant reads " + answer));
        lab.tables().holding(Lab.SECRET).forEach(table -> breaches.add("I7: a secret value stands in table " + table));
        if (lab.logged().contains(Lab.SECRET)) {
            breaches.add("I7: a secret value was logged");
        }
        lab.ledger().errors().stream()
                .filter(error -> error.toString().contains(Lab.SECRET))
                .forEach(error -> breaches.add("I7: an error tells a secret value"));
    }

    private Stream<Outcome<?>> answersTo(Caller stranger) {
        Life life = lab.life();
        Query all = Query.page(1, 100);
        Stream<Outcome<?>> lists = Stream.of(
                life.vdcs().list(stranger, all),
                life.tasks().list(stranger, all),
                life.catalogs().list(stranger, all));
        Stream<Outcome<?>> one =
                lab.ledger().accepted().values().stream().limit(20).flatMap(entry -> thingsOf(life, stranger, entry));
        return Stream.concat(lists, one);
    }

    private static Stream<Outcome<?>> thingsOf(Life life, Caller stranger, IntentJournal.Entry entry) {
        Outcome<?> task = life.tasks().get(stranger, new Urn(EntityType.TASK, entry.id()));
        return switch (entry.entity().type()) {
            case VDC -> Stream.of(task, life.vdcs().get(stranger, entry.entity()));
            case VAPP -> Stream.of(task, life.vapps().get(stranger, entry.entity()));
            case VM -> Stream.of(task, life.machines().get(stranger, entry.entity()));
            default -> Stream.of(task);
        };
    }
}
