package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlikeTest {

    private static List<String> list(String word) {
        return List.of("a list of", new String(word.toCharArray()));
    }

    @Test
    void equalValuesAreOneObject() {
        List<String> first = Alike.of(list("words"));

        assertThat(Alike.of(list("words"))).isSameAs(first);
        assertThat(Alike.of(list("other words"))).isEqualTo(list("other words"));
    }

    @Test
    void aListThatIsOneObjectStaysItInARecordThatKeepsItsOwnCopy() {
        List<String> shared = Alike.list(list("words").stream().toList());

        assertThat(List.copyOf(shared)).isSameAs(shared).isSameAs(Alike.list(list("words")));
    }

    @Test
    void howeverManyOthersThereAreEachIsWhatItWas() {
        for (int i = 0; i < 10_000; i++) {
            String word = UUID.randomUUID().toString();

            assertThat(Alike.of(list(word))).isEqualTo(list(word));
        }
    }
}
