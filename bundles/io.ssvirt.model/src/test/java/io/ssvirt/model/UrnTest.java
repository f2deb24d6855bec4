package io.ssvirt.model;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UrnTest {

    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

    @ParameterizedTest
    @EnumSource
    void everyTypeIsReadBackFromItsText(EntityType type) {
        Urn urn = new Urn(type, ID);

        assertThat(Urn.parse(urn.toString())).contains(urn);
    }

    @Test
    void upperCaseIsReadAndWrittenInLowerCase() {
        assertThat(Urn.parse("URN:VCLOUD:VDC:0F8FAD5B-D9CB-469F-A165-70867728950E"))
                .contains(new Urn(EntityType.VDC, ID))
                .map(Urn::toString)
                .contains("urn:vcloud:vdc:" + ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "urn:vcloud:vdc:",
                "urn:vcloud:vdc:1-1-1-1-1",
                "urn:vcloud:unknown:0f8fad5b-d9cb-469f-a165-70867728950e",
                "urn:vcloud:vdc:0f8fad5b-d9cb-469f-a165-70867728950e:x",
                " urn:vcloud:vdc:0f8fad5b-d9cb-469f-a165-70867728950e"
            })
    void anythingElseIsNoUrn(String text) {
        assertThat(Urn.parse(text)).isEmpty();
    }

    @Test
    void anotherTypeIsNotTheTypeAskedFor() {
        assertThat(Urn.parse(EntityType.VM, "urn:vcloud:vapp:" + ID)).isEmpty();
    }
}
