package io.ssvirt.rest.internal;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.metrics.api.Meters;
import io.ssvirt.rest.spi.RestSurface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommonPartsTest {

    private record Settings(
            String[] cors__origins,
            int body__limit,
            String external__url,
            int user__requests,
            int address__requests,
            int address__logins,
            String web__folder)
            implements RestConfig {

        Settings(String url) {
            this(new String[0], 1_000, url, 1, 2, 3, "");
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return RestConfig.class;
        }
    }

    @Test
    void areAnApplicationOfTheirOwnWhileEveryFrontEndIsAway() {
        RestSurface common = new CommonParts(() -> new UUID(0, 1), Clock.systemUTC(), Meters.none(), new Settings(""));

        JaxrsFront front = new JaxrsFront(List.of(common));

        assertThat(front.servlet()).isNotNull();
        front.close();
    }

    @Test
    void anExternalUrlThatIsNoneStopsThePart() {
        assertThatThrownBy(() -> RestSettings.of(new Settings("cloud.example")))
                .hasMessageContaining("external_url must be an http or https URL");
        assertThat(RestSettings.of(new Settings("https://cloud.example/portal")).externalUrl())
                .isEqualTo("https://cloud.example/portal");
    }

    @Test
    void originsMayBeAListOrOneTextWithCommas() {
        assertThat(RestSettings.originsOf("https://a.example, https://b.example", "*"))
                .containsExactlyInAnyOrder("https://a.example", "https://b.example", "*");
        assertThat(RestSettings.originsOf("", " ")).isEmpty();
        assertThat(RestSettings.originsOf()).isEmpty();
    }
}
