package io.ssvirt.vdc.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.api.Vdcs;
import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.operations.internal.RunningOperations;

import static org.assertj.core.api.Assertions.assertThat;

class SpaceDesignTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Organization ACME = new Organization(
            new Urn(EntityType.ORGANIZATION, new UUID(1, 1)),
            "Acme & Sons",
            "Acme",
            "",
            true,
            false,
            false,
            "",
            NOW,
            NOW);

    private final SpaceDesign design = new SpaceDesign(exact(1000));

    private static QuotaRules exact(int mhzPerCore) {
        return new QuotaRules(Map.of("pods", "50"), mhzPerCore, 0, 0, 0);
    }

    private static QuotaRules configured(String quota) {
        return QuotaRules.from(RunningOperations.config(VdcHandler.Config.class, Map.of("quota", quota)));
    }

    private static Vdc vdc(Capacity cpu, Capacity memory) {
        return new Vdc(
                new Urn(EntityType.VDC, new UUID(2, 2)),
                ACME.id(),
                "dev",
                "for development",
                AllocationModel.FLEX,
                new ComputeCapacity(cpu, memory),
                "",
                100,
                50,
                false,
                true,
                new NamespaceName("vdc-acmesons-dev"),
                VdcState.CREATING,
                NOW,
                NOW);
    }

    @ParameterizedTest
    @CsvSource({"cores, 4, 4000m", "millicores, 1500, 1500m", "MHz, 2500, 2500m", "MHz, 1, 1m", "GHz, 3, 3000m"})
    void cpuLimitsOfEveryUnitReachTheQuota(String units, long limit, String expected) {
        DesiredSpace space = design.of(vdc(new Capacity(0, limit, units), new Capacity(0, 0, "MB")), ACME);

        assertThat(space.quota()).containsEntry("limits.cpu", expected).containsEntry("requests.cpu", expected);
        assertThat(space.cpuLimited()).isTrue();
        assertThat(space.memoryLimited()).isFalse();
    }

    @Test
    void aCoreMayStandForAnotherClockRate() {
        DesiredSpace space =
                new SpaceDesign(exact(2400)).of(vdc(new Capacity(0, 4800, "MHz"), new Capacity(0, 0, "MB")), ACME);

        assertThat(space.quota()).containsEntry("limits.cpu", "2000m");
    }

    @Test
    void memoryIsMeasuredInMebibytes() {
        DesiredSpace space = design.of(vdc(new Capacity(0, 0, "MHz"), new Capacity(0, 10240, "MB")), ACME);

        assertThat(space.quota()).containsEntry("limits.memory", "10240Mi").doesNotContainKey("limits.cpu");
    }

    @Test
    void withoutLimitsOnlyCountsAreLimited() {
        DesiredSpace space = new SpaceDesign(configured(QuotaRules.USUAL))
                .of(vdc(new Capacity(0, 0, "MHz"), new Capacity(0, 0, "MB")), ACME);

        assertThat(space.quota())
                .isEqualTo(Map.of(
                        "pods", "50",
                        "persistentvolumeclaims", "20",
                        "services", "10",
                        "secrets", "50",
                        "configmaps", "50",
                        "count/virtualmachines.kubevirt.io", "50"));
    }

    @Test
    void theQuotaLeavesRoomForLaunchersAndMigration() {
        DesiredSpace space = new SpaceDesign(configured("pods=5"))
                .of(vdc(new Capacity(0, 4, "cores"), new Capacity(0, 1024, "MB")), ACME);

        assertThat(space.quota())
                .containsEntry("limits.cpu", "5500m")
                .containsEntry("requests.memory", "1792Mi")
                .containsEntry("pods", "5");
    }

    @Test
    void storageOfAllClassesAndOfOneMayBeLimited() {
        assertThat(configured(
                                "requests.storage=500Gi,gold.storageclass.storage.k8s.io/requests.storage = 1.5Ti, , pods=x")
                        .everywhere())
                .isEqualTo(Map.of(
                        "requests.storage", "500Gi", "gold.storageclass.storage.k8s.io/requests.storage", "1.5Ti"));
    }

    @Test
    void aDisabledVdcSaysSoAndTakesNoNewMachines() {
        Vdc enabled = vdc(new Capacity(0, 0, "MHz"), new Capacity(0, 0, "MB"));
        Vdc disabled = VdcValues.changed(
                enabled,
                new Vdcs.Draft(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false)),
                NOW);

        assertThat(design.of(enabled, ACME).annotations()).doesNotContainKey("ssvirt.io/vdc-disabled");
        assertThat(design.of(disabled, ACME).annotations()).containsEntry("ssvirt.io/vdc-disabled", "true");
        assertThat(design.of(disabled, ACME).quota()).containsEntry("count/virtualmachines.kubevirt.io", "0");
    }

    @Test
    void labelsAreLegalAndUrnsAreAnnotations() {
        DesiredSpace space = design.of(vdc(new Capacity(0, 0, "MHz"), new Capacity(0, 0, "MB")), ACME);

        assertThat(space.labels())
                .containsEntry("ssvirt.io/organization", "Acme---Sons")
                .containsEntry("ssvirt.io/vdc-id", new UUID(2, 2).toString())
                .containsEntry("app.kubernetes.io/managed-by", "ssvirt")
                .allSatisfy((key, value) -> assertThat(value).matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?"));
        assertThat(space.annotations()).containsEntry("ssvirt.io/vdc-urn", "urn:vcloud:vdc:" + new UUID(2, 2));
    }

    @ParameterizedTest
    @CsvSource({"'', unknown", "'...', unknown", "_a_, a", "ä, unknown"})
    void anyTextBecomesALegalLabelValue(String text, String expected) {
        assertThat(LabelValue.of(text)).isEqualTo(expected);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(LabelValue.of("x".repeat(62) + "--y")).hasSize(62);
    }
}
