package io.ssvirt.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.ssvirt.benchmarks.Figure.Goal;

import static org.assertj.core.api.Assertions.assertThat;

/** A row of the table says what the numbers say. */
final class FigureTest {

    @Test
    void theMedianDecidesAndTheSpreadIsShown() {
        Figure figure = new Figure("P9", "a read", Goal.atMost(1, "ms"), List.of(0.5, 9.0, 0.75));

        assertThat(figure.holds()).isTrue();
        assertThat(figure.row()).isEqualTo("| P9 | a read | ≤ 1 ms | 0.750 ms | 0.500 – 9 | yes |");
    }

    @Test
    void aLimitThatIsMissedIsShownAsSuch() {
        assertThat(Figure.once("P1", "throughput", Goal.atLeast(0.6, ""), 0.59).row())
                .endsWith("| **no** |");
        assertThat(Figure.once("P7", "heap", Goal.atMost(2_048, "bytes"), 2_049).row())
                .isEqualTo("| P7 | heap | ≤ 2 048 bytes | 2 049 bytes |  | **no** |");
    }

    @Test
    void aRatioIsTakenRunByRun() {
        Ratio ratio = new Ratio();
        ratio.add(2, 1);
        ratio.add(30, 10);
        ratio.add(4, 1);

        Figure figure = ratio.figure("P4", "create", Goal.atMost(3, ""), "ms");

        assertThat(figure.runs()).containsExactly(2.0, 3.0, 4.0);
        assertThat(figure.what()).isEqualTo("create (4 to 1 ms)");
        assertThat(figure.holds()).isTrue();
    }
}
