package io.ssvirt.faults;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.store.spi.IntentJournal.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/** F5, two sessions in each other's way: the product writes to rows of PostgreSQL, and so does somebody else at the same moment. */
final class ClashCases {

    /** How often the store tries a transaction. */
    private static final int TRIES = 3;

    private ClashCases() {}

    static List<Case<DatabaseGround>> all() {
        return List.of(
                new Case<>(
                        "F5.deadlock-accepting",
                        "deleting a VDC with a vApp locks two rows, and another session the same two the other way round; once, and as"
                                + " often as it is tried",
                        ClashCases::accepting),
                new Case<>(
                        "F5.deadlock-ending",
                        "the end of an intent locks two rows, and another session the same two the other way round; once, and as often as"
                                + " it is tried",
                        ClashCases::ending),
                new Case<>(
                        "F5.serialization",
                        "transactions are repeatable reads, and a row that is about to be changed is changed by another session",
                        ClashCases::serialization));
    }

    private static void accepting(DatabaseGround ground) {
        for (int times : List.of(1, TRIES)) {
            Stage stage = new Stage(ground.begin(times).lab());
            Vdc vdc = stage.readyVdc("acme-dev");
            UUID vapp = stage.runningVApp(vdc.id(), "acme-web").id().id();
            Outcome<?> answer = Rival.inACircle(
                            ground.server(),
                            row("vapps", vapp),
                            row("vdcs", vdc.id().id()),
                            times)
                    .during(() -> stage.deleteVdcWithContents(vdc.id()));
            ground.lab().settle();

            boolean done = times < TRIES;
            assertThat(answer.refusal().map(DomainError::kind))
                    .as("told after " + times)
                    .isEqualTo(done ? Optional.empty() : Optional.of(ErrorKind.UNAVAILABLE));
            assertThat(stage.vdcs()).hasSize(done ? 0 : 1);
            assertThat(stage.vapps()).hasSize(done ? 0 : 1);
        }
    }

    private static void ending(DatabaseGround ground) {
        for (int times : List.of(1, TRIES)) {
            ended(ground, Deed.CREATE_VDC, "vdcs", times);
            ended(ground, Deed.DELETE_VAPP, "vapps", times);
        }
    }

    private static void ended(DatabaseGround ground, Deed deed, String table, int times) {
        Lab lab = ground.begin(times).lab();
        Stage stage = new Stage(lab);
        deed.prepare(stage);
        meanwhile(lab, deed, stage, () -> {
            Entry entry = List.copyOf(lab.ledger().accepted().values())
                    .get(lab.ledger().accepted().size() - 1);
            return Rival.inACircle(ground.server(), row(table, entry.entity().id()), row("tasks", entry.id()), times);
        });
        ServerCases.succeeded(stage, deed);
    }

    /** Has a rival come at the first call of the cluster, when the acceptance is stored and the end is not. */
    private static void meanwhile(Lab lab, Deed deed, Stage stage, Supplier<Rival> coming) {
        Rival[] rival = new Rival[1];
        ServerCases.betweenTheTwo(lab, () -> rival[0] = coming.get());
        deed.act(stage);
        lab.settle();
        assertThat(rival).doesNotContainNull();
        rival[0].close();
    }

    private static void serialization(DatabaseGround ground) {
        DatabaseServer server = ground.server();
        server.tell("alter database postgres set default_transaction_isolation = 'repeatable read'");
        server.mend();
        try {
            Lab lab = ground.lab();
            Stage stage = new Stage(lab);
            UUID vdc = stage.readyVdc("acme-dev").id().id();
            String described = "update vdcs set description = 'by %s' where id = '" + vdc + "'";
            Outcome<?> answer = Rival.ahead(server, described.formatted("another"))
                    .during(() -> stage.limitVdc(stage.vdcs().get(0).id(), 32768));
            lab.settle();
            assertThat(answer.refusal()).as("told when accepted").isEmpty();
            assertThat(stage.vdcs()).extracting(Vdc::description).containsExactly("by another");
            assertThat(stage.vdcs())
                    .extracting(found -> found.capacity().memory().limit())
                    .containsExactly(32768L);

            meanwhile(lab, Deed.UPDATE_VDC, stage, () -> Rival.ahead(server, described.formatted("a third")));
            assertThat(stage.lastTask().status()).isEqualTo(TaskStatus.SUCCESS);
            assertThat(stage.vdcs()).extracting(Vdc::description).containsExactly("by a third");
        } finally {
            server.tell("alter database postgres reset default_transaction_isolation");
            server.mend();
        }
    }

    private static String row(String table, UUID id) {
        return "select id from " + table + " where id = '" + id + "' for update";
    }
}
