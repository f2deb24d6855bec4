package io.ssvirt.cluster.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.RefusalReason;

import static org.assertj.core.api.Assertions.assertThat;

/** What every provider does with the namespaces of VDCs. */
public abstract class TenantSpacesContract extends ClusterContract {

    private static final Map<String, String> QUOTA = Map.of("pods", "50", "limits.memory", "1024Mi");

    private static DesiredSpace labelled(DesiredSpace space, String key, String value) {
        Map<String, String> labels = new HashMap<>(space.labels());
        labels.put(key, value);
        return new DesiredSpace(space.vdcId(), space.name(), labels, space.annotations(), space.quota(), false, false);
    }

    private static DesiredSpace ofOther(DesiredSpace space) {
        UUID other = UUID.randomUUID();
        Map<String, String> labels = new HashMap<>(space.labels());
        labels.put(Labels.VDC_ID, other.toString());
        return new DesiredSpace(other, space.name(), labels, space.annotations(), space.quota(), false, false);
    }

    @Test
    void aNamespaceIsMadeAndSeen() {
        DesiredSpace space = newSpace(QUOTA);

        ObservedSpace made = applied(provider().spaces().ensure(space, key()));

        assertThat(made.name()).isEqualTo(space.name());
        assertThat(made.vdcId()).contains(space.vdcId());
        assertThat(made.terminating()).isFalse();
        assertThat(observed(space).map(ObservedSpace::uid)).contains(made.uid());
        eventually().untilAsserted(() -> assertThat(provider().observations().spaces())
                .extracting(ObservedSpace::name)
                .contains(space.name()));
    }

    @Test
    void askingAgainChangesNothing() {
        DesiredSpace space = newSpace(QUOTA);

        ObservedSpace first = applied(provider().spaces().ensure(space, key()));
        ObservedSpace second = applied(provider().spaces().ensure(space, key()));

        assertThat(second.uid()).isEqualTo(first.uid());
    }

    @Test
    void aChangedQuotaAndLabelAreTakenOver() {
        DesiredSpace space = readySpace(QUOTA);
        DesiredSpace grown = new DesiredSpace(
                space.vdcId(),
                space.name(),
                labelled(space, Labels.VDC, "renamed").labels(),
                space.annotations(),
                Map.of("pods", "60"),
                false,
                false);

        assertThat(applied(provider().spaces().ensure(grown, key())).uid())
                .isEqualTo(observed(space).orElseThrow().uid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has blank",
                "-starts-with-dash",
                "ends-with-dot.",
                "umlaut-ä",
                "0123456789012345678901234567890123456789012345678901234567890123",
            })
    void anIllegalLabelValueIsRefusedAndNothingIsMade(String value) {
        DesiredSpace space = labelled(newSpace(QUOTA), Labels.ORGANIZATION, value);

        String explanation = refused(provider().spaces().ensure(space, key()), RefusalReason.INVALID);

        assertThat(explanation).contains("metadata.labels");
        assertThat(observed(space)).isEmpty();
    }

    @Test
    void aNamespaceOfAnotherVdcIsAConflictForMakingAndRemoving() {
        DesiredSpace space = readySpace(QUOTA);
        DesiredSpace other = ofOther(space);

        assertConflict(provider().spaces().ensure(other, key()), space.name().value());
        assertConflict(
                provider().spaces().remove(space.name(), other.vdcId(), key()),
                space.name().value());
        assertThat(observed(space).map(ObservedSpace::terminating)).contains(false);
    }

    @Test
    void aNamespaceTerminatesForAWhileAndIsThenGone() {
        DesiredSpace space = readySpace(QUOTA);

        ObservedSpace leaving = applied(provider().spaces().remove(space.name(), space.vdcId(), key()))
                .orElseThrow();

        assertThat(leaving.terminating()).isTrue();
        refused(provider().spaces().ensure(space, key()), RefusalReason.TERMINATING);
        refused(
                provider()
                        .instances()
                        .ensure(instanceOf(Documents.template("t", Documents.configMap("c")), space, "web"), key()),
                RefusalReason.TERMINATING);
        eventually().untilAsserted(() -> assertThat(observed(space)).isEmpty());
        assertThat(applied(provider().spaces().remove(space.name(), space.vdcId(), key())))
                .isEmpty();
        eventually().untilAsserted(() -> assertThat(provider().observations().spaces())
                .extracting(ObservedSpace::name)
                .doesNotContain(space.name()));
    }

    @Test
    void removingAgainWhileItTerminatesIsFine() {
        DesiredSpace space = readySpace(QUOTA);
        UUID uid = observed(space).orElseThrow().uid();

        applied(provider().spaces().remove(space.name(), space.vdcId(), key()));
        applied(provider().spaces().remove(space.name(), space.vdcId(), key()))
                .ifPresent(still -> assertThat(still.uid()).isEqualTo(uid));
    }

    @Test
    void aNameIsFreeAgainWhenItsNamespaceIsGone() {
        DesiredSpace space = readySpace(QUOTA);
        UUID first = observed(space).orElseThrow().uid();
        applied(provider().spaces().remove(space.name(), space.vdcId(), key()));
        eventually().untilAsserted(() -> assertThat(observed(space)).isEmpty());

        assertThat(applied(provider().spaces().ensure(space, key())).uid()).isNotEqualTo(first);
    }

    @Test
    void theContentGoesWithItsNamespace() {
        DesiredSpace space = readySpace();
        var instance = settled(
                instanceOf(Documents.template("t", Documents.machine("${NAME}", "Halted")), space, freshName("web")));
        machine(instance, "Stopped");

        applied(provider().spaces().remove(space.name(), space.vdcId(), key()));

        eventually().untilAsserted(() -> assertThat(observed(space)).isEmpty());
        eventually().untilAsserted(() -> {
            assertThat(provider().observations().instance(space.name(), instance.name()))
                    .isEmpty();
            assertThat(provider().observations().machinesOf(instance.uid())).isEmpty();
        });
    }

    @Test
    void whatWasNeverThereIsNotSeenAndFineToRemove() {
        DesiredSpace space = newSpace(QUOTA);

        assertThat(observed(space)).isEmpty();
        assertThat(applied(provider().spaces().remove(space.name(), space.vdcId(), key())))
                .isEmpty();
    }
}
