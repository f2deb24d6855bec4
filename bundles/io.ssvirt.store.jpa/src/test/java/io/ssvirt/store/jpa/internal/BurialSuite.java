package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.Condition;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.VAppStatus;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.RemovedRepository.Removed;
import io.ssvirt.store.spi.VdcRepository.Contents;
import io.ssvirt.store.spi.VmRepository.Shape;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** The statements that do in one step what a mutation needs, on whatever database a subclass brings. */
abstract class BurialSuite extends VdcFixture {

    private static final String ODD = "it's \\ a 'text' ?1 with {fn odd} letters";

    private Vm vm;

    @BeforeEach
    void aMachineInIt() {
        vm = Samples.vm(web, "web-1", VmStatus.POWERED_ON);
        write(tx -> {
            tx.vms().insert(vm);
            return true;
        });
    }

    @Test
    void aVdcBecomesATombstoneInOneStatementAndTellsWhatIsInIt() {
        assertThatObject(write(tx -> tx.vdcs().bury(unknown(EntityType.VDC), LATER)))
                .isEqualTo(false);
        assertThatObject(write(tx -> tx.vdcs().findWithContents(unknown(EntityType.VDC))))
                .isEqualTo(Optional.empty());

        Contents contents = write(tx -> {
            assertThat(tx.vdcs().bury(dev.id(), LATER)).isTrue();
            return tx.vdcs().findWithContents(dev.id()).orElseThrow();
        });

        assertThat(contents).isEqualTo(new Contents(dev.in(VdcState.DELETING, LATER), 1, 1, true, false));
        write(tx -> tx.vapps().bury(web.id(), LATER));
        assertThatObject(write(
                        tx -> tx.vdcs().findWithContents(dev.id()).orElseThrow().living()))
                .isEqualTo(0L);
    }

    @Test
    void aVdcIsBusyWhileAnythingInItIs() {
        for (Urn entity : List.of(web.id(), vm.id())) {
            var entry = Samples.entry(entity, NOW);
            write(tx -> tx.journal().accept(entry, "worker", Duration.ofSeconds(30), false));
            assertThat(contents().busy()).as("%s", entity).isTrue();

            write(tx -> tx.journal().abort(entry.id(), DomainError.conflict("CANCELLED", "no"), LATER));
            assertThat(contents().busy()).as("%s", entity).isFalse();
        }
        var itsOwn = Samples.entry(dev.id(), NOW);
        write(tx -> tx.journal().accept(itsOwn, "worker", Duration.ofSeconds(30), false));
        assertThat(contents().busy()).isFalse();
    }

    private Contents contents() {
        return write(tx -> tx.vdcs().findWithContents(dev.id()).orElseThrow());
    }

    @Test
    void aRunningMachineNamesItsVdc() {
        Vdc empty = Samples.vdc(acme, "empty");
        write(tx -> {
            tx.vdcs().insert(empty);
            return true;
        });

        assertThatObject(write(tx -> tx.vdcs().running(acme.id()))).isEqualTo(List.of(dev));
        write(tx -> {
            tx.vms().update(vm.in(VmStatus.POWERED_OFF, LATER));
            return true;
        });
        assertThatObject(write(tx -> tx.vdcs().running(acme.id()))).isEqualTo(List.of());
    }

    @Test
    void theTombstonesOfAVdcAndOfWhatIsInItAreThereWhenTheirRowsGo() {
        UUID uid = UUID.randomUUID();
        write(tx -> {
            tx.removed().buryVdc(dev.id(), Optional.of(uid), LATER);
            return true;
        });

        assertThatObject(write(tx -> tx.vdcs().find(dev.id()))).isEqualTo(Optional.empty());
        assertThatObject(write(tx -> tx.vapps().find(web.id()))).isEqualTo(Optional.empty());
        assertThatObject(write(tx -> tx.vms().find(vm.id()))).isEqualTo(Optional.empty());
        Map<UUID, Removed> found =
                write(tx -> tx.removed().find(List.of(dev.id().id(), web.id().id())));
        assertThat(found.get(dev.id().id()))
                .isEqualTo(new Removed(
                        dev.id(),
                        dev.name(),
                        acme.id(),
                        dev.namespace(),
                        dev.namespace().value(),
                        Optional.of(uid),
                        LATER));
        assertThat(found.get(web.id().id())).isEqualTo(tombstone());
    }

    private Removed tombstone() {
        return new Removed(
                web.id(), web.name(), acme.id(), dev.namespace(), web.instanceName(), web.instanceUid(), LATER);
    }

    @Test
    void theTombstoneOfAVdcHasTheIdentityThatItsRowKnows() {
        UUID uid = UUID.randomUUID();
        write(tx -> {
            tx.vdcs().settle(dev.id(), VdcState.CREATING, VdcState.READY, Optional.of(uid), NOW);
            tx.removed().buryVdc(dev.id(), Optional.empty(), LATER);
            return true;
        });

        assertThatObject(write(tx -> tx.removed().find(List.of(dev.id().id())))
                        .get(dev.id().id())
                        .uid())
                .isEqualTo(Optional.of(uid));
    }

    @Test
    void aVAppIsBuriedOnceAndItsMachinesGoWithIt() {
        assertThatObject(write(tx -> tx.vapps().bury(unknown(EntityType.VAPP), LATER)))
                .isEqualTo(false);
        assertThatObject(write(tx -> tx.vapps().bury(web.id(), LATER))).isEqualTo(true);
        assertThatObject(write(tx -> tx.vapps().find(web.id())).orElseThrow())
                .isEqualTo(web.in(VAppState.DELETING, VAppStatus.DELETING, LATER));

        write(tx -> {
            tx.removed().buryVApp(web.id(), LATER);
            tx.removed().buryVApp(web.id(), LATER.plusSeconds(1));
            return true;
        });

        assertThatObject(write(tx -> tx.vapps().find(web.id()))).isEqualTo(Optional.empty());
        assertThatObject(write(tx -> tx.vms().find(vm.id()))).isEqualTo(Optional.empty());
        assertThatObject(write(tx -> tx.removed().find(List.of(web.id().id()))))
                .isEqualTo(Map.of(web.id().id(), tombstone()));
    }

    @Test
    void aVAppSettlesInOneStatementOnlyWhileNothingElseHasHappenedToIt() {
        UUID uid = UUID.randomUUID();
        assertThatObject(write(tx -> tx.vapps().settle(web.id(), uid, LATER))).isEqualTo(true);
        VApp settled = write(tx -> tx.vapps().find(web.id())).orElseThrow();
        assertThat(settled.state()).isEqualTo(VAppState.READY);
        assertThat(settled.status()).isEqualTo(VAppStatus.INSTANTIATING);
        assertThat(settled.instanceUid()).contains(uid);

        assertThatObject(write(tx -> tx.vapps().settle(web.id(), uid, LATER))).isEqualTo(false);
        write(tx -> tx.vapps().bury(web.id(), LATER));
        assertThatObject(write(tx -> tx.vapps().settle(web.id(), uid, LATER))).isEqualTo(false);
    }

    @Test
    void theShapeOfAMachineIsNotedAndWhatIsUnknownStays() {
        Condition restart = new Condition("RestartRequired", "True", "RestartRequired", "it's ?1");
        write(tx -> {
            tx.vms().note(vm.id(), new Shape("new", "", 4, 2, 8L << 30, List.of()), LATER);
            tx.vms().note(vm.id(), new Shape("", ODD, 0, 0, 0, List.of(restart)), LATER);
            return true;
        });

        assertThat(write(tx -> tx.vms().find(vm.id())).orElseThrow())
                .satisfies(noted ->
                        assertThat(List.of(noted.name(), noted.description())).containsExactly("new", ODD))
                .satisfies(noted -> assertThat(List.of(noted.cpus(), noted.coresPerSocket()))
                        .containsExactly(4, 2))
                .satisfies(noted -> assertThat(noted.memoryBytes()).isEqualTo(8L << 30))
                .satisfies(noted -> assertThat(noted.conditions()).containsExactly(restart))
                .satisfies(noted -> assertThat(noted.updatedAt()).isEqualTo(LATER))
                .usingRecursiveComparison()
                .ignoringFields(
                        "name", "description", "cpus", "coresPerSocket", "memoryBytes", "conditions", "updatedAt")
                .isEqualTo(vm);
    }

    @Test
    void theStatusOfMachinesIsNotedUnlessWatchingHasToldANewerOne() {
        Vm other = Samples.vm(web, "web-2", VmStatus.POWERED_OFF);
        write(tx -> {
            tx.vms().insert(other);
            tx.vms().note(List.of(), VmStatus.SUSPENDED, Set.of(VmStatus.SUSPENDED), LATER);
            tx.vms()
                    .note(
                            List.of(vm.id(), other.id()),
                            VmStatus.POWERING_OFF,
                            Set.of(VmStatus.POWERED_OFF, VmStatus.POWERING_OFF),
                            LATER);
            return true;
        });

        assertThatObject(write(tx -> tx.vms().find(vm.id())))
                .isEqualTo(Optional.of(vm.in(VmStatus.POWERING_OFF, LATER)));
        assertThatObject(write(tx -> tx.vms().find(other.id()))).isEqualTo(Optional.of(other));
    }
}
