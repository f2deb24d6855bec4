package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

import io.ssvirt.cluster.contract.ClusterUnderTest;
import io.ssvirt.cluster.contract.OwnProcessingContract;
import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.Observations.State;
import io.ssvirt.cluster.spi.template.TemplateDocument;
import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

/** Our own processing of templates, on a real API server and with the rights that the documentation gives it. */
@ExtendWith(Testbed.Needed.class)
final class OwnProcessingTest extends OwnProcessingContract {

    private static KubernetesProvider provider;

    @BeforeAll
    static void connect() {
        provider = Testbed.provider(Testbed.get().settings(Processing.OWN));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        provider.observations().health().state())
                .isEqualTo(State.READY));
    }

    @AfterAll
    static void disconnect() {
        provider.close();
    }

    @Override
    protected ClusterUnderTest cluster() {
        return new ClusterUnderTest() {
            @Override
            public ClusterProvider provider() {
                return provider;
            }

            @Override
            public void addTemplate(TemplateDocument template) {
                Testbed.get().addTemplate(template);
            }

            @Override
            public void awaitQuota(NamespaceName space) {
                Testbed.get().awaitQuota(space);
            }
        };
    }
}
