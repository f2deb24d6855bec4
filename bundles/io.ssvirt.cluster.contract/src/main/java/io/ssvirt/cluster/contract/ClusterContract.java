package io.ssvirt.cluster.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.DesiredInstance;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.Instances.Remains;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of the seam have in common: namespaces of their own, things put into them, and waiting. */
public abstract class ClusterContract {

    private static final Map<String, String> ROOMY = Map.of("pods", "50", "secrets", "50", "configmaps", "50");

    private final List<DesiredSpace> made = new ArrayList<>();

    /** Returns the cluster that the tests run against. */
    protected abstract ClusterUnderTest cluster();

    @AfterEach
    void removeWhatWasMade() {
        made.forEach(each -> provider().spaces().remove(each.name(), each.vdcId(), key()));
    }

    final ClusterProvider provider() {
        return cluster().provider();
    }

    static OperationKey key() {
        return new OperationKey(UUID.randomUUID().toString());
    }

    static String freshName(String start) {
        return start + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    final ConditionFactory eventually() {
        return Awaitility.await().atMost(cluster().patience());
    }

    /** Describes a namespace that is not there yet; it is removed after the test. */
    final DesiredSpace newSpace(Map<String, String> quota) {
        UUID vdcId = UUID.randomUUID();
        DesiredSpace desired = new DesiredSpace(
                vdcId,
                new NamespaceName(freshName("contract")),
                Map.of(Labels.VDC_ID, vdcId.toString(), Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT, Labels.VDC, "dev"),
                Map.of("ssvirt.io/vdc-description", "For tests: any text, also ünïcode"),
                quota,
                false,
                false);
        made.add(desired);
        return desired;
    }

    /** Makes a namespace with room for everything. */
    final DesiredSpace readySpace() {
        return readySpace(ROOMY);
    }

    final DesiredSpace readySpace(Map<String, String> quota) {
        DesiredSpace desired = newSpace(quota);
        applied(provider().spaces().ensure(desired, key()));
        cluster().awaitQuota(desired.name());
        return desired;
    }

    final Optional<ObservedSpace> observed(DesiredSpace space) {
        return applied(provider().spaces().observe(space.name()));
    }

    /** Describes an instance of a template whose parameter {@code NAME} is the name of the instance. */
    static DesiredInstance instanceOf(TemplateDocument template, DesiredSpace space, String name) {
        return instanceOf(template, space, name, Optional.of(SecretValues.of(Map.of("NAME", name))));
    }

    static DesiredInstance instanceOf(
            TemplateDocument template, DesiredSpace space, String name, Optional<SecretValues> values) {
        UUID vappId = UUID.randomUUID();
        Map<String, String> labels = new HashMap<>();
        labels.put(Labels.VAPP_ID, vappId.toString());
        labels.put(Labels.MANAGED_BY, Labels.MANAGED_BY_SSVIRT);
        labels.put(Labels.TEMPLATE_NAME, template.name());
        return new DesiredInstance(vappId, space.name(), name, template, labels, values);
    }

    final ObservedInstance ensured(DesiredInstance desired) {
        return applied(provider().instances().ensure(desired, key()));
    }

    /** Makes an instance and waits until the cluster has made of it what it will. */
    final ObservedInstance settled(DesiredInstance desired) {
        ObservedInstance made = ensured(desired);
        return until(() -> applied(provider().instances().observe(reference(desired, made)))
                .filter(each -> each.phase() != InstancePhase.PENDING));
    }

    static InstanceReference reference(DesiredInstance desired, ObservedInstance observed) {
        return new InstanceReference(desired.space(), desired.name(), desired.vappId(), Optional.of(observed.uid()));
    }

    /** Removes an instance until nothing remains. */
    final void removed(InstanceReference reference) {
        eventually()
                .untilAsserted(() -> assertThat(applied(provider().instances().remove(reference, key())))
                        .isEqualTo(new Remains(false, false, 0)));
    }

    /** Waits until the only machine of an instance has a status. */
    final ObservedMachine machine(ObservedInstance instance, String status) {
        return until(() -> provider().observations().machinesOf(instance.uid()).stream()
                .filter(each -> each.printableStatus().equals(status))
                .findFirst());
    }

    static MachineReference reference(ObservedMachine machine) {
        return new MachineReference(machine.space(), machine.name(), machine.uid());
    }

    final <T> T until(Supplier<Optional<T>> read) {
        return eventually().until(read::get, Optional::isPresent).orElseThrow();
    }

    static <T> T applied(ClusterResult<T> result) {
        assertThat(result).isInstanceOf(ClusterResult.Applied.class);
        return ((ClusterResult.Applied<T>) result).observed();
    }

    static <T> void assertConflict(ClusterResult<T> result, String object) {
        assertThat(result).isInstanceOf(ClusterResult.Conflict.class);
        assertThat(((ClusterResult.Conflict<T>) result).object()).contains(object);
    }

    /** Asserts a refusal and returns its explanation. */
    static <T> String refused(ClusterResult<T> result, RefusalReason reason) {
        assertThat(result).isInstanceOf(ClusterResult.Refused.class);
        ClusterResult.Refused<T> refusal = (ClusterResult.Refused<T>) result;
        assertThat(refusal.reason()).as(refusal.explanation()).isEqualTo(reason);
        return refusal.explanation();
    }
}
