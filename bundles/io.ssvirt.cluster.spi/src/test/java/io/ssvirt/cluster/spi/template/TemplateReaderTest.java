package io.ssvirt.cluster.spi.template;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.model.TemplateParameter;
import io.ssvirt.model.TemplateSizing;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateReaderTest {

    private static final long GIB = 1L << 30;

    private static TemplateSizing sizingOf(String objects) {
        return TemplateReader.describe(Samples.yaml("metadata: {name: t}\n" + objects))
                .sizing();
    }

    private static TemplateSizing sizingOfDomain(String domain) {
        return sizingOf("objects: [{apiVersion: kubevirt.io/v1, kind: VirtualMachine,"
                + " spec: {template: {spec: {domain: " + domain + "}}}}]");
    }

    @Test
    void metadataAndParametersAreRead() {
        var described = TemplateReader.describe(
                Samples.yaml(
                        """
                metadata:
                  namespace: openshift
                  name: web
                  uid: 6f2c
                  resourceVersion: "17"
                  creationTimestamp: "2026-01-02T03:04:05Z"
                  labels: {tier: front, count: 3}
                  annotations: {description: A web server}
                parameters:
                - {name: NAME, displayName: Name, description: Of the server, generate: expression, from: 'web-[a-z]{3}'}
                - {name: PORT, value: 8080, required: true}
                """));

        assertThat(described.namespace()).isEqualTo("openshift");
        assertThat(described.name()).isEqualTo("web");
        assertThat(described.uid()).isEqualTo("6f2c");
        assertThat(described.resourceVersion()).isEqualTo("17");
        assertThat(described.labels()).containsEntry("tier", "front").containsEntry("count", "3");
        assertThat(described.annotations()).containsEntry("description", "A web server");
        assertThat(described.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(described.parameters()).hasSize(2);
        assertThat(described.parameters().get(0).isGenerated()).isTrue();
        assertThat(described.parameters().get(0).value()).isNull();
        assertThat(described.parameters().get(1).value()).isEqualTo("8080");
        assertThat(described.parameters().get(1).required()).isTrue();
    }

    @Test
    void aTemplateWithoutAnythingIsStillDescribed() {
        var described = TemplateReader.describe(Samples.yaml("{kind: Template}"));

        assertThat(described.name()).isEmpty();
        assertThat(described.createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(described.sizing()).isEqualTo(new TemplateSizing(0, 0, 0, 0, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cpu: {sockets: 2, cores: 3, threads: 2}, memory: {guest: 2Gi}} | 12 | 2147483648",
                "{cpu: {cores: 4}, memory: {guest: 1G}} | 4 | 1000000000",
                "{resources: {requests: {cpu: 1500m, memory: 512Mi}}} | 2 | 536870912",
                "{resources: {limits: {cpu: 3, memory: 1Gi}}} | 3 | 1073741824",
                "{memory: {guest: 1Gi}, resources: {requests: {memory: 4Gi}}} | 1 | 1073741824",
                "{} | 1 | 0",
            })
    void aMachineIsAsLargeAsItsDomainSays(String domain, int cpus, long memory) {
        assertThat(sizingOfDomain(domain)).isEqualTo(new TemplateSizing(1, cpus, memory, 0, ""));
    }

    @Test
    void valuesThatAreParametersAreReadThroughTheirDefaults() {
        assertThat(
                        sizingOf(
                                """
                objects:
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachine
                  spec: {template: {spec: {domain: {cpu: {cores: "${{CORES}}"}, memory: {guest: "${MEMORY}Gi"}}}}}
                parameters: [{name: CORES, value: "6"}, {name: MEMORY, value: "3"}]
                """))
                .isEqualTo(new TemplateSizing(1, 6, 3 * GIB, 0, ""));
    }

    @Test
    void machinesAreAddedUpAndSoAreTheirDisks() {
        assertThat(
                        sizingOf(
                                """
                objects:
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachine
                  spec:
                    dataVolumeTemplates:
                    - spec: {storage: {resources: {requests: {storage: 30Gi}}}}
                    - spec: {pvc: {resources: {requests: {storage: 10Gi}}}}
                    template: {spec: {domain: {cpu: {cores: 2}, memory: {guest: 4Gi}}}}
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachineInstance
                  spec:
                    domain: {cpu: {cores: 1}, memory: {guest: 1Gi}}
                    volumes: [{name: scratch, emptyDisk: {capacity: 2Gi}}, {name: image, containerDisk: {image: x}}]
                - {apiVersion: v1, kind: PersistentVolumeClaim, spec: {resources: {requests: {storage: 5Gi}}}}
                - {apiVersion: example.org/v1, kind: VirtualMachine, spec: {}}
                """))
                .isEqualTo(new TemplateSizing(2, 3, 5 * GIB, 47 * GIB, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "u1.nano, 1, 536870912",
        "u1.small, 1, 2147483648",
        "u1.2xmedium, 2, 4294967296",
        "o1.8xlarge, 32, 137438953472",
        "cx1.medium1gi, 1, 2147483648",
        "cx1.large, 2, 4294967296",
        "m1.xlarge, 4, 34359738368",
        "m1.medium, 0, 0",
        "o1.2xmedium, 0, 0",
        "u1.large1gi, 0, 0",
        "house.large, 0, 0",
    })
    void onlyCommonInstancetypesAreKnown(String name, int cpus, long memory) {
        String machine = "objects: [{apiVersion: kubevirt.io/v1, kind: VirtualMachine, spec: {instancetype: {name: "
                + name + "}, template: {spec: {domain: {}}}}}]";

        assertThat(sizingOf(machine)).isEqualTo(new TemplateSizing(1, cpus, memory, 0, ""));
        assertThat(sizingOf(machine.replace("{name:", "{kind: VirtualMachineInstancetype, name:"))
                        .cpus())
                .isZero();
    }

    @Test
    void aTemplateThatBringsItsOwnInstancetypeHasItsSize() {
        assertThat(
                        sizingOf(
                                """
                objects:
                - apiVersion: instancetype.kubevirt.io/v1beta1
                  kind: VirtualMachineInstancetype
                  metadata: {name: house}
                  spec: {cpu: {guest: 6}, memory: {guest: 12Gi}}
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachine
                  spec: {instancetype: {kind: VirtualMachineInstancetype, name: house}}
                """))
                .isEqualTo(new TemplateSizing(1, 6, 12 * GIB, 0, ""));
    }

    @Test
    void aDiskOnAClaimOrADataVolumeOfTheTemplateCountsOnce() {
        assertThat(
                        sizingOf(
                                """
                objects:
                - apiVersion: kubevirt.io/v1
                  kind: VirtualMachine
                  spec:
                    template:
                      spec:
                        domain: {cpu: {cores: 1}, memory: {guest: 1Gi}}
                        volumes:
                        - {name: data, persistentVolumeClaim: {claimName: data}}
                        - {name: root, dataVolume: {name: root}}
                - {apiVersion: v1, kind: PersistentVolumeClaim, spec: {resources: {requests: {storage: 5Gi}}}}
                - {apiVersion: cdi.kubevirt.io/v1beta1, kind: DataVolume, spec: {pvc: {resources: {requests: {storage: 7Gi}}}}}
                """))
                .isEqualTo(new TemplateSizing(1, 1, GIB, 12 * GIB, ""));
    }

    @Test
    void aPreferenceNamesTheGuestSystemWhenNothingElseDoes() {
        String machine = "\nobjects: [{apiVersion: kubevirt.io/v1, kind: VirtualMachine,"
                + " spec: {preference: {name: windows.11}, template: {}}}]";

        assertThat(guestOf("metadata: {name: x}" + machine)).isEqualTo("windows.11");
        assertThat(guestOf("metadata: {name: x, labels: {os.template.kubevirt.io/win11: 'true'}}" + machine))
                .isEqualTo("win11");
    }

    @Test
    void oneMachineOfUnknownSizeMakesTheSumUnknown() {
        assertThat(
                        sizingOf(
                                """
                objects:
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachine, spec: {instancetype: {name: own}}}
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachine, spec: {instancetype: {name: u1.large}}}
                """))
                .isEqualTo(new TemplateSizing(2, 0, 0, 0, ""));
    }

    @Test
    void theGuestSystemComesFromTheMachineThenTheAnnotationThenTheLabel() {
        String label = "metadata: {labels: {os.template.kubevirt.io/fedora: 'true'}";
        String annotation = ", annotations: {name.os.template.kubevirt.io/fedora: Fedora Linux}";
        String machine = "\nobjects: [{apiVersion: kubevirt.io/v1, kind: VirtualMachine,"
                + " spec: {template: {metadata: {annotations: {vm.kubevirt.io/os: fedora42}}}}}]";

        assertThat(guestOf(label + "}")).isEqualTo("fedora");
        assertThat(guestOf(label + annotation + "}")).isEqualTo("Fedora Linux");
        assertThat(guestOf(label + annotation + "}" + machine)).isEqualTo("fedora42");
    }

    private static String guestOf(String yaml) {
        return TemplateReader.describe(Samples.yaml(yaml)).sizing().guestOs();
    }

    @Test
    void theCommonTemplatesOfKubeVirtAreReadWithTheirSizes() {
        var described =
                Samples.fromClusters().stream().map(TemplateReader::describe).toList();

        assertThat(described).hasSizeGreaterThanOrEqualTo(93);
        assertThat(described)
                .filteredOn(each -> each.labels().containsKey("template.kubevirt.io/version"))
                .hasSize(90)
                .allSatisfy(each -> {
                    assertThat(each.sizing().machines()).isEqualTo(1);
                    assertThat(each.sizing().cpus()).isPositive();
                    assertThat(each.sizing().memoryBytes()).isGreaterThanOrEqualTo(GIB);
                    assertThat(each.sizing().guestOs()).isNotEmpty();
                });
        assertThat(described)
                .filteredOn(each -> each.name().equals("centos-stream9-desktop-large"))
                .singleElement()
                .satisfies(each -> assertThat(each.sizing())
                        .isEqualTo(new TemplateSizing(1, 2, 8 * GIB, 30 * GIB, "centos-stream9")));
        assertThat(described)
                .filteredOn(each -> each.name().equals("postgresql-persistent"))
                .singleElement()
                .satisfies(each -> assertThat(each.sizing()).isEqualTo(new TemplateSizing(0, 0, 0, GIB, "")));
    }

    @Test
    void aParameterThatBecomesAJsonValueHasTheTypeOfItsDefault() {
        var template = Samples.yaml(
                """
                metadata: {name: typed}
                objects:
                  - spec: {replicas: "${{COUNT}}", ready: "${{ON}}", share: "${{SHARE}}", port: "${PORT}", odd: "x${{PORT}}"}
                parameters:
                  - {name: COUNT, value: "3"}
                  - {name: "ON", value: "true"}
                  - {name: SHARE, value: "0.5"}
                  - {name: PORT, value: "8080"}
                """);

        assertThat(TemplateReader.parameters(template))
                .extracting(TemplateParameter::type)
                .containsExactly(
                        TemplateParameter.Type.INTEGER,
                        TemplateParameter.Type.BOOLEAN,
                        TemplateParameter.Type.NUMBER,
                        TemplateParameter.Type.TEXT);
    }
}
