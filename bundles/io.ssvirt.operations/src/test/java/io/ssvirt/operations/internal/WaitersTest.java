package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Waiters waiters = new Waiters(1);
    private final UUID first = new UUID(0, 1);
    private final UUID second = new UUID(0, 2);

    @Test
    void aRequestThatFindsNoPlaceToWaitIsAnsweredAtOnce() throws Exception {
        Waiters.Place one = waiters.expect(first);
        Waiters.Place other = waiters.expect(second);
        CompletableFuture<Waiters.News> waiting = CompletableFuture.supplyAsync(() -> one.await(LONG));
        CompletableFuture<Waiters.News> alsoWaiting = CompletableFuture.supplyAsync(() -> other.await(LONG));

        // Whichever of the two takes the one chair, the other does not wait.
        Object quick = CompletableFuture.anyOf(waiting, alsoWaiting).get(10, TimeUnit.SECONDS);

        assertThat(quick).isEqualTo(new Waiters.News.GoesOn());
        waiters.tell(first, new Waiters.News.Ended(Optional.empty()));
        waiters.tell(second, new Waiters.News.Ended(Optional.empty()));
        CompletableFuture.allOf(waiting, alsoWaiting).get(10, TimeUnit.SECONDS);
        assertThat(waiters.isEmpty()).isTrue();
    }

    @Test
    void thePlaceOfARequestThatWasAnsweredIsFreeAgain() {
        for (UUID request : new UUID[] {first, second}) {
            Waiters.Place place = waiters.expect(request);
            waiters.tell(request, new Waiters.News.Ended(Optional.empty()));

            assertThat(place.await(LONG)).isEqualTo(new Waiters.News.Ended(Optional.empty()));
        }
    }

    @Test
    void whoLooksAgainAndFindsNoPlaceToWaitPausesUntilTheTimerSaysSo() throws Exception {
        Waiters full = new Waiters(0);
        CompletableFuture<Runnable> due = new CompletableFuture<>();
        List<Long> delays = new CopyOnWriteArrayList<>();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
                delays.add(unit.toMillis(delay));
                due.complete(work);
                return null;
            }
        };
        Waiters.Place place = full.expect(first);

        CompletableFuture<Waiters.News> look =
                CompletableFuture.supplyAsync(() -> place.awaitOrPause(LONG, Duration.ofMillis(200), timer));
        Runnable moment = due.get(10, TimeUnit.SECONDS);

        assertThat(look).isNotDone();
        moment.run();
        assertThat(look.get(10, TimeUnit.SECONDS)).isEqualTo(new Waiters.News.GoesOn());
        assertThat(delays).containsExactly(200L);
        assertThat(full.isEmpty()).isTrue();
        timer.shutdownNow();
        Waiters.Place late = full.expect(second);
        ScheduledThreadPoolExecutor stopped = new ScheduledThreadPoolExecutor(1);
        stopped.shutdownNow();
        assertThat(late.awaitOrPause(LONG, Duration.ofMillis(200), stopped)).isEqualTo(new Waiters.News.GoesOn());
    }

    @Test
    void whoPausesIsToldTheNewsAtOnce() throws Exception {
        Waiters full = new Waiters(0);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        Waiters.Place place = full.expect(first);

        full.tell(first, new Waiters.News.Ended(Optional.empty()));

        assertThat(place.awaitOrPause(LONG, LONG, timer)).isEqualTo(new Waiters.News.Ended(Optional.empty()));
        timer.shutdownNow();
    }
}
