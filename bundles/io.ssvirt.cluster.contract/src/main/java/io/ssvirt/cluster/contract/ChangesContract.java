package io.ssvirt.cluster.contract;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.MachineChange;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.RefusalReason;

import static org.assertj.core.api.Assertions.assertThat;

/** What every provider does when single machines are changed or removed. */
public abstract class ChangesContract extends ClusterContract {

    private static final Optional<String> AS_IT_IS = Optional.empty();
    private static final MachineChange BIGGER =
            new MachineChange(AS_IT_IS, AS_IT_IS, Optional.of(4), Optional.of(2), Optional.of(3L << 30));

    private final String name = freshName("web");
    private ObservedInstance instance;

    private ObservedMachine machineThat(Map<String, Object> fields, String status) {
        instance = settled(
                instanceOf(Documents.template("web", Documents.machine("${NAME}", fields)), readySpace(), name));
        return machine(instance, status);
    }

    private ObservedMachine changed(ObservedMachine machine, MachineChange change) {
        return applied(provider().machines().change(reference(machine), change, key()));
    }

    private static MachineChange called(String displayName, String description) {
        return new MachineChange(
                Optional.of(displayName),
                Optional.of(description),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aMachineIsCalledWhatItsUserLikes() {
        ObservedMachine machine = machineThat(Map.of("runStrategy", "Halted"), "Stopped");

        ObservedMachine named = changed(machine, called("Büro №1", "with \"quotes\", ünïcode\nand lines"));
        assertThat(named.displayName()).isEqualTo("Büro №1");
        assertThat(named.description()).isEqualTo("with \"quotes\", ünïcode\nand lines");
        assertThat(named.name()).isEqualTo(machine.name());

        ObservedMachine plain = changed(machine, called("Büro", ""));
        assertThat(plain.description()).isEmpty();
        eventually().untilAsserted(() -> assertThat(provider().observations().machinesOf(instance.uid()))
                .singleElement()
                .satisfies(seen -> assertThat(seen.displayName()).isEqualTo("Büro"))
                .satisfies(seen -> assertThat(seen.description()).isEmpty()));
    }

    @Test
    void aStoppedMachineHasItsNewSizeAtOnce() {
        ObservedMachine machine = machineThat(Map.of("runStrategy", "Halted"), "Stopped");

        ObservedMachine bigger = changed(machine, BIGGER);

        assertThat(bigger.cpus()).isEqualTo(4);
        assertThat(bigger.coresPerSocket()).isEqualTo(2);
        assertThat(bigger.memoryBytes()).isEqualTo(3L << 30);
        assertThat(bigger.displayName()).isEqualTo(machine.displayName());
        assertThat(changed(machine, called("web", "")).cpus()).isEqualTo(4);
    }

    @Test
    void aSizeThatComesFromAnInstancetypeCannotBeChangedOneByOne() {
        ObservedMachine machine =
                machineThat(Map.of("runStrategy", "Halted", "instancetype", Map.of("name", "u1.small")), "Stopped");
        assertThat(machine.instancetype()).isEqualTo("u1.small");

        String why =
                refused(provider().machines().change(reference(machine), BIGGER, key()), RefusalReason.UNSUPPORTED);

        assertThat(why).contains("u1.small");
        assertThat(changed(machine, called("still", "")).displayName()).isEqualTo("still");
    }

    @Test
    void onlyTheMachineThatIsMeantIsChangedOrRemoved() {
        ObservedMachine machine = machineThat(Map.of("runStrategy", "Halted"), "Stopped");
        MachineReference other = new MachineReference(
                machine.space(), machine.name(), UUID.randomUUID().toString());

        refused(provider().machines().change(other, called("theirs", ""), key()), RefusalReason.NOT_FOUND);
        assertThat(applied(provider().machines().remove(other, key()))).isEmpty();

        assertThat(applied(provider().machines().observe(reference(machine))))
                .get()
                .satisfies(there -> assertThat(there.displayName()).isEmpty())
                .satisfies(there -> assertThat(there.deleting()).isFalse());
    }

    @Test
    void aMachineThatIsBeingDeletedIsNotChanged() {
        ObservedMachine machine = machineThat(Map.of("runStrategy", "Always"), "Running");
        applied(provider().machines().remove(reference(machine), key()));

        ClusterResult<ObservedMachine> result = provider().machines().change(reference(machine), BIGGER, key());

        assertThat(result).isInstanceOf(ClusterResult.Refused.class);
        assertThat(((ClusterResult.Refused<ObservedMachine>) result).reason())
                .isIn(RefusalReason.TERMINATING, RefusalReason.NOT_FOUND);
    }

    @Test
    void aRemovedMachineGoesAloneAndForGood() {
        DesiredSpace space = readySpace();
        DesiredInstance desired = instanceOf(
                Documents.template(
                        "two",
                        Documents.machine("${NAME}-a", "Always"),
                        Documents.machine("${NAME}-b", "Halted"),
                        Documents.configMap("${NAME}-settings")),
                space,
                name);
        instance = settled(desired);
        MachineReference first = reference(machine(instance, "Running"));

        eventually()
                .untilAsserted(() -> assertThat(applied(provider().machines().remove(first, key())))
                        .isEmpty());

        assertThat(applied(provider().machines().observe(first))).isEmpty();
        assertThat(applied(provider().machines().remove(first, key()))).isEmpty();
        eventually().untilAsserted(() -> assertThat(provider().observations().machinesOf(instance.uid()))
                .extracting(ObservedMachine::name)
                .containsExactly(name + "-b"));
        removed(reference(desired, instance));
    }
}
