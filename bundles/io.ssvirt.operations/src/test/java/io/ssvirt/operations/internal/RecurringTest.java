package io.ssvirt.operations.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecurringTest {

    @Test
    void aRoundThatFailsIsNotTheLastOne() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch rounds = new CountDownLatch(3);

        timer.scheduleWithFixedDelay(
                new Recurring("failing", () -> {
                    rounds.countDown();
                    throw new IllegalStateException("as always");
                }),
                0,
                1,
                TimeUnit.MILLISECONDS);

        assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        timer.shutdownNow();
    }
}
