package io.ssvirt.metrics.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.ssvirt.metrics.api.Meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Figures and the text that Prometheus reads. */
class MeterBookTest {

    private final MeterBook book = new MeterBook();

    @Test
    void aCounterHasALineForEachCombinationOfLabels() {
        Meters.Counter counter = book.counter("things_total", "Things.", "kind", "code");
        counter.count("vdc", "200");
        counter.count("vdc", "200");
        counter.count("vm", "4\"04\n");

        assertThat(book.text().lines())
                .contains("# HELP things_total Things.", "# TYPE things_total counter")
                .contains("things_total{kind=\"vdc\",code=\"200\"} 2")
                .contains("things_total{kind=\"vm\",code=\"4\\\"04\\n\"} 1");
    }

    @Test
    void aTimerCountsInBucketsThatAddUp() {
        Meters.Timer timer = book.timer("work_seconds", "Work.", "kind");
        timer.took(Duration.ofMillis(7).toNanos(), "a");
        timer.took(Duration.ofMillis(700).toNanos(), "a");
        timer.took(Duration.ofMinutes(2).toNanos(), "a");

        assertThat(book.text().lines())
                .contains("# TYPE work_seconds histogram")
                .contains("work_seconds_bucket{kind=\"a\",le=\"0.005\"} 0")
                .contains("work_seconds_bucket{kind=\"a\",le=\"0.01\"} 1")
                .contains("work_seconds_bucket{kind=\"a\",le=\"1\"} 2")
                .contains("work_seconds_bucket{kind=\"a\",le=\"+Inf\"} 3")
                .contains("work_seconds_count{kind=\"a\"} 3")
                .contains("work_seconds_sum{kind=\"a\"} 120.707");
    }

    @Test
    void aGaugeIsReadWhenSomebodyAsksAndGoesWithItsPart() {
        Meters.Registration registration =
                book.gauge("state", "State.", List.of("state"), () -> Map.of(List.of("ready"), 1.0));
        assertThat(book.text()).contains("# TYPE state gauge", "state{state=\"ready\"} 1\n");

        registration.close();
        assertThat(book.text()).doesNotContain("state{");
    }

    @Test
    void theSameNameIsTheSameMeterAndNeverAnotherKind() {
        book.counter("a_total", "A.").count();
        book.counter("a_total", "A.").count();

        assertThat(book.text()).contains("a_total 2\n");
        assertThatThrownBy(() -> book.timer("a_total", "A.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLabelWithoutBoundsCannotFillTheMemory() {
        Meters.Counter counter = book.counter("b_total", "B.", "name");
        for (int i = 0; i < Cells.LIMIT * 3; i++) {
            counter.count("user-" + i);
        }

        assertThat(book.text().lines().filter(line -> line.startsWith("b_total")))
                .hasSize(Cells.LIMIT + 1);
        assertThat(book.text()).contains("b_total{name=\"other\"} " + Cells.LIMIT * 2);
    }
}
