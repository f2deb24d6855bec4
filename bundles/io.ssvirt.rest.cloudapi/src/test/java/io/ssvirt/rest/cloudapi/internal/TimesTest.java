package io.ssvirt.rest.cloudapi.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.000007Z",
                "2026-01-02T03:04:05.120Z",
                "2024-02-29T23:59:59.999999Z",
                "1969-12-31T23:59:59.500Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z"
            })
    void aTimeIsWrittenAsItIsRead(String text) {
        assertThat(Times.micros(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void anyTimeIsWrittenAsJavaWritesIt() {
        Random random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            long second = random.nextLong() % 60_000_000_000L;
            Instant time = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));

            assertThat(Times.seconds(time))
                    .isEqualTo(time.truncatedTo(ChronoUnit.SECONDS).toString());
            assertThat(Times.micros(time))
                    .isEqualTo(time.truncatedTo(ChronoUnit.MICROS).toString());
        }
    }

    @Test
    void noTimeIsNothing() {
        assertThat(Times.seconds(null)).isNull();
        assertThat(Times.micros(null)).isNull();
    }
}
