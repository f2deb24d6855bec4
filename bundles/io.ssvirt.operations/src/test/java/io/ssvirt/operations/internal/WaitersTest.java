package io.ssvirt.operations.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
}
