package io.ssvirt.ops.internal;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may read the figures. */
class MetricsAccessTest {

    private static final String TOKEN = "a-token-of-sixteen-or-more";

    private static boolean allows(MetricsAccess access, String address, Map<String, String> headers) {
        return access.allows(address, headers::get);
    }

    @Test
    void thisMachineAloneUnlessSomethingElseIsConfigured() {
        MetricsAccess access = new MetricsAccess(false, "");

        assertThat(allows(access, "127.0.0.1", Map.of())).isTrue();
        assertThat(allows(access, "::1", Map.of())).isTrue();
        assertThat(allows(access, "10.0.0.7", Map.of())).isFalse();
    }

    @Test
    void aProxyOnThisMachineIsNotThisMachine() {
        assertThat(allows(new MetricsAccess(false, ""), "127.0.0.1", Map.of("X-Forwarded-For", "203.0.113.9")))
                .isFalse();
    }

    @Test
    void everybodyWhenItIsOpen() {
        assertThat(allows(new MetricsAccess(true, ""), "10.0.0.7", Map.of())).isTrue();
    }

    @Test
    void withATokenOnlyWhoSendsIt() {
        MetricsAccess access = new MetricsAccess(true, TOKEN);

        assertThat(allows(access, "10.0.0.7", Map.of("Authorization", "Bearer " + TOKEN)))
                .isTrue();
        assertThat(allows(access, "10.0.0.7", Map.of("Authorization", "Bearer wrong")))
                .isFalse();
        assertThat(allows(access, "127.0.0.1", Map.of())).isFalse();
        assertThat(access.toString()).doesNotContain(TOKEN);
    }
}
