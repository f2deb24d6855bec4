package io.ssvirt.cluster.kubernetes.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.Condition;
import io.ssvirt.model.InstanceObject;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

final class DiscretionTest {

    private static final String OWN = "vdc-acme-dev";
    private static final UUID MINE = UUID.fromString("11111111-aaaa-4aaa-8aaa-111111111111");
    private static final UUID THEIRS = UUID.fromString("22222222-bbbb-4bbb-8bbb-222222222222");

    private final Discretion discretion = new Discretion();

    @BeforeEach
    void know() {
        discretion.know(space(OWN, MINE));
        discretion.know(space("vdc-umbrella-lab", THEIRS));
    }

    private static ObservedSpace space(String name, UUID vdc) {
        return new ObservedSpace(new NamespaceName(name), UUID.randomUUID(), Optional.of(vdc), false, List.of());
    }

    private String read(String text) {
        return discretion.inAnswerTo("/api/v1/namespaces/" + OWN + "/services?fieldManager=ssvirt", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admission webhook \"validate.nginx.ingress.kubernetes.io\" denied the request: host \"shop.example\""
                        + " and path \"/\" is already defined in ingress vdc-umbrella-lab/secret-shop",
                "Failed to set mac address: address 02:00:00:00:00:01 is allocated to vm/vdc-umbrella-lab/secret-shop",
                "exceeded quota: vdc-umbrella-lab, requested: pods=1, used: pods=9, limited: pods=9",
                "conflicts with 'vdc-umbrella-lab' (22222222-BBBB-4bbb-8bbb-222222222222)",
                "User \"system:serviceaccount:vdc-umbrella-lab:vdc-templates\" cannot create resource \"services\"",
                "services is forbidden in the namespace \"vdc-umbrella-lab\"",
                "url secret-shop.vdc-umbrella-lab.svc:443 is taken",
                "spec.host: Invalid value: taken by project 'umbrella-own-project'",
            })
    void noRefusalNamesAnotherTenant(String text) {
        assertThat(read(text)).doesNotContain("umbrella", "22222222").contains("another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "virtualmachines.kubevirt.io \"web\" is forbidden: exceeded quota: vdc-quota, requested: pods=1",
                "services \"vdc-umbrella\" already exists",
                "services is forbidden in the namespace \"vdc-acme-dev\" of 11111111-aaaa-4aaa-8aaa-111111111111",
                "unable to create new content in namespace vdc-acme-dev because it is being terminated",
                "Service \"web\" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated",
            })
    void whatIsOnesOwnStays(String text) {
        assertThat(read(text)).isEqualTo(text);
    }

    @Test
    void aVdcThatIsGoneIsForgotten() {
        discretion.forget(space("vdc-umbrella-lab", THEIRS));

        assertThat(read("taken by vdc-umbrella-lab")).isEqualTo("taken by vdc-umbrella-lab");
    }

    @Test
    void whatVAppsAndMachinesSayIsDiscreetAsWell() {
        String said = "taken by vdc-umbrella-lab/shop";
        List<Condition> conditions = List.of(new Condition("InstantiateFailure", "True", "Failed", said));
        NamespaceName own = new NamespaceName(OWN);
        ObservedInstance instance = new ObservedInstance(
                own,
                "web",
                UUID.randomUUID(),
                Optional.empty(),
                InstancePhase.FAILED,
                said,
                List.of(),
                List.of(new InstanceObject("v1", "Service", OWN, "web", said)),
                conditions,
                false);
        ObservedMachine machine = new ObservedMachine(
                own,
                "web",
                "u",
                Optional.empty(),
                "",
                "",
                "Starting",
                false,
                true,
                1,
                1,
                1,
                "",
                "",
                "",
                false,
                List.of(),
                List.of(),
                said,
                conditions,
                Instant.EPOCH);

        assertThat(discretion.of(instance).toString()).contains("another").doesNotContain("umbrella");
        assertThat(discretion.of(machine).toString()).contains("another").doesNotContain("umbrella");
    }
}
