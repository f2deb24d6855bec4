package io.ssvirt.vdc.internal;

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
        assertThat(NamespaceNaming.base(organization, vdc)).isEqualTo(new NamespaceName(expected));
    }

    @Test
    void aLongNameIsCutTo59CharactersWithoutAHyphenAtItsEnd() {
        assertThat(NamespaceNaming.base("o".repeat(53), "-v".repeat(40)).value())
                .hasSizeLessThanOrEqualTo(59)
                .doesNotEndWith("-");
    }

    @Test
    void everyNumberStillFitsIntoALabel() {
        NamespaceName longest = NamespaceNaming.base("o".repeat(60), "v");

        assertThat(longest.value()).hasSize(59);
        assertThat(new NamespaceName(longest.value() + "-" + NamespaceNaming.LAST_NUMBER).value())
                .hasSize(63);
    }
}
