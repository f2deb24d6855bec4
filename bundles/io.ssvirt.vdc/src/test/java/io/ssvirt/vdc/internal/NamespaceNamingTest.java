package io.ssvirt.vdc.internal;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.model.NamespaceName;

import static org.assertj.core.api.Assertions.assertThat;

class NamespaceNamingTest {

    @ParameterizedTest
    @CsvSource({
        "acme, dev, vdc-acme-dev",
        "Acme Corp, Test VDC, vdc-acmecorp-testvdc",
        "a_b, C_d, vdc-a-b-c-d",
        "--x--, '!!!', vdc-x-default",
        "日本, dev, vdc-default-dev"
    })
    void namesAreMadeAsTheContractSays(String organization, String vdc, String expected) {
        assertThat(NamespaceNaming.base(organization, vdc)).isEqualTo(expected);
    }

    @Test
    void aLongNameIsCutTo59CharactersWithoutAHyphenAtItsEnd() {
        String base = NamespaceNaming.base("o".repeat(53), "-v".repeat(40));

        assertThat(base).hasSizeLessThanOrEqualTo(59).doesNotEndWith("-");
    }

    @Test
    void aTakenNameGetsTheFirstFreeNumber() {
        assertThat(NamespaceNaming.free("vdc-a-b", Set.of("vdc-a-b", "vdc-a-b-1")))
                .contains(new NamespaceName("vdc-a-b-2"));
    }

    @Test
    void everyNumberStillFitsIntoALabel() {
        String base = NamespaceNaming.base("o".repeat(60), "v");
        Set<String> taken = new HashSet<>(Set.of(base));
        for (int number = 1; number < 999; number++) {
            taken.add(NamespaceNaming.free(base, taken).orElseThrow().value());
        }

        assertThat(NamespaceNaming.free(base, taken))
                .hasValueSatisfying(
                        name -> assertThat(name.value()).endsWith("-999").hasSizeLessThanOrEqualTo(63));
    }

    @Test
    void afterThe999thThereIsNone() {
        Set<String> taken = new HashSet<>(Set.of("vdc-a-b"));
        for (int number = 1; number <= 999; number++) {
            taken.add("vdc-a-b-" + number);
        }

        assertThat(NamespaceNaming.free("vdc-a-b", taken)).isEmpty();
    }
}
