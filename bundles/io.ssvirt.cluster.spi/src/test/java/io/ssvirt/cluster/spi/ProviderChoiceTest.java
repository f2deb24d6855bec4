package io.ssvirt.cluster.spi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProviderChoiceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "auto, null, null, false, SIMULATOR",
                "null, '', ' ', false, SIMULATOR",
                "auto, /etc/kubeconfig, null, false, KUBERNETES",
                "'', null, https://api:6443, false, KUBERNETES",
                "auto, null, null, true, KUBERNETES",
                "simulator, /etc/kubeconfig, null, true, SIMULATOR",
                "Kubernetes, null, null, false, KUBERNETES",
                "' none ', /etc/kubeconfig, null, true, NONE",
            })
    void theWordDecidesAndAutoLooksAtWhatIsConfigured(
            String word, String kubeconfig, String url, boolean inCluster, ProviderChoice expected) {
        assertThat(ProviderChoice.of(word, kubeconfig, url, inCluster)).isEqualTo(expected);
    }

    @Test
    void anUnknownWordIsRefusedWithTheWordsThatAreKnown() {
        assertThatThrownBy(() -> ProviderChoice.of("vsphere", null, null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"vsphere\"")
                .hasMessageContaining("auto, kubernetes, simulator, none");
    }
}
