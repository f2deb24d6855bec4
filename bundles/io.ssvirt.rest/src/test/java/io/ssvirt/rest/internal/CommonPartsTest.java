package io.ssvirt.rest.internal;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.ssvirt.rest.spi.RestSurface;

import static org.assertj.core.api.Assertions.assertThat;

class CommonPartsTest {

    private record Settings(String[] cors_origins, int body_limit) implements CommonParts.Config {

        @Override
        public Class<? extends Annotation> annotationType() {
            return CommonParts.Config.class;
        }
    }

    @Test
    void areAnApplicationOfTheirOwnWhileEveryFrontEndIsAway() {
        RestSurface common = new CommonParts(() -> new UUID(0, 1), new Settings(new String[0], 1_000));

        JaxrsFront front = new JaxrsFront(List.of(common));

        assertThat(front.servlet()).isNotNull();
        front.close();
    }

    @Test
    void originsMayBeAListOrOneTextWithCommas() {
        assertThat(CommonParts.origins("https://a.example, https://b.example", "*"))
                .containsExactlyInAnyOrder("https://a.example", "https://b.example", "*");
        assertThat(CommonParts.origins("", " ")).isEmpty();
        assertThat(CommonParts.origins()).isEmpty();
    }
}
