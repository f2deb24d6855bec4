package io.ssvirt.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastUsedTest {

    private final LastUsed<String, Integer> kept = new LastUsed<>(2);

    @Test
    void oneMoreDropsWhatWasNotUsedForLongest() {
        kept.keep("a", 1);
        kept.keep("b", 2);
        assertThat(kept.find("a")).contains(1);

        kept.keep("c", 3);

        assertThat(kept.find("b")).isEmpty();
        assertThat(kept.find("a")).contains(1);
        assertThat(kept.find("c")).contains(3);
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        kept.keep("a", 1);

        assertThat(kept.findOrMake("a", key -> 7)).isEqualTo(1);
        assertThat(kept.findOrMake("b", String::length)).isEqualTo(1);

        kept.drop("a");
        assertThat(kept.findOrMake("a", key -> 7)).isEqualTo(7);
        kept.clear();
        assertThat(kept.find("a")).isEmpty();
    }
}
