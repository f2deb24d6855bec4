package io.ssvirt.cluster.spi.template;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2Gi, 2147483648",
        "1.5Gi, 1610612736",
        "512Ki, 524288",
        "3Mi, 3145728",
        "1Ti, 1099511627776",
        "1Pi, 1125899906842624",
        "1k, 1000",
        "2M, 2000000",
        "30G, 30000000000",
        "1T, 1000000000000",
        "3e9, 3000000000",
        "1E3, 1000",
        "12E+2, 1200",
        "5e-1, 1",
        "500m, 1",
        "1500m, 2",
        "2000m, 2",
        ".5, 1",
        "4., 4",
        "+7, 7",
        "-1500m, -1",
        "100n, 1",
        "9E, 9000000000000000000",
        "999E, 9223372036854775807",
    })
    void everyFormIsReadAndRoundedUp(String text, long expected) {
        assertThat(Quantity.parse(text).map(Quantity::roundedUp)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gi", "1GB", "1 Gi", "one", "1e", "0x10", "1.2.3", "${MEMORY}", "1e99999"})
    void whatIsNoAmountIsNotRead(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }
}
