package io.ssvirt.operations.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal.Entry;
import io.ssvirt.store.spi.Store;

import static org.assertj.core.api.Assertions.assertThat;

/** What a process may believe about its claims, with a clock that the test turns. */
class ClaimsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final TestDatabase database = TestDatabase.h2();
    private final Store store = database.store();
    private final Hands clock = new Hands();
    private final Claims mine = claims("mine");

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private Claims claims(String worker) {
        return new Claims(
                store, clock, new EngineSettings(worker, Duration.ofSeconds(8), LEASE, Duration.ofSeconds(1)));
    }

    private static Entry entry(Urn entity, Instant at) {
        Urn somebody = new Urn(EntityType.USER, new UUID(3, 3));
        return new Entry(
                UUID.randomUUID(),
                Operation.VDC_UPDATE,
                entity,
                "dev",
                new Urn(EntityType.ORGANIZATION, new UUID(1, 1)),
                somebody,
                Map.of(),
                at);
    }

    private Optional<Intent> accept(Entry entry, boolean reserved) {
        return store.<Optional<Intent>>write(tx -> Outcome.done(tx.journal().accept(entry, "mine", LEASE, reserved)))
                .fold(claimed -> claimed, error -> Optional.empty());
    }

    private Optional<Intent> claimedBy(String worker, UUID id) {
        return store.<Optional<Intent>>write(tx -> Outcome.done(tx.journal().claim(id, worker, clock.instant(), LEASE)))
                .fold(claimed -> claimed, error -> Optional.empty());
    }

    private static Urn vdc() {
        return new Urn(EntityType.VDC, UUID.randomUUID());
    }

    @Test
    void aLongAttemptKeepsItsClaimAsLongAsTheProcessLives() {
        Entry entry = entry(vdc(), clock.instant());
        Claim claim = mine.hold(accept(entry, false).orElseThrow(), clock.instant());

        for (int beat = 0; beat < 30; beat++) {
            clock.turn(Duration.ofSeconds(10));
            mine.renew();
            assertThat(claimedBy("another", entry.id())).isEmpty();
        }

        assertThat(mine.holds(claim)).isTrue();
    }

    @Test
    void aPausedProcessThatNobodyOvertookGoesOn() {
        Claim claim = mine.hold(accept(entry(vdc(), clock.instant()), false).orElseThrow(), clock.instant());

        clock.turn(Duration.ofMinutes(5));

        assertThat(mine.holds(claim)).isTrue();
        assertThat(claim.goodUntil()).isEqualTo(clock.instant().plus(LEASE));
    }

    @Test
    void aPausedProcessThatWasOvertakenIsKeptAwayFromTheCluster() {
        Entry entry = entry(vdc(), clock.instant());
        Claim claim = mine.hold(accept(entry, false).orElseThrow(), clock.instant());

        clock.turn(Duration.ofSeconds(31));
        assertThat(claimedBy("another", entry.id())).isPresent();

        assertThat(mine.holds(claim)).isFalse();
        boolean open = Fence.under(() -> mine.holds(claim), Fence::isOpen);
        assertThat(open).isFalse();
        assertThat(Fence.isOpen()).as("outside of an attempt").isTrue();
    }

    @Test
    void anIntentWithSecretValuesWaitsForTheProcessThatHasThem() {
        Urn vdc = vdc();
        accept(entry(vdc, clock.instant()), false);
        Entry second = entry(vdc, clock.instant());
        assertThat(accept(second, true)).isEmpty();
        mine.keep(second.id(), SecretValues.of(Map.of("PASSWORD", "hush")));
        mine.stored(second.id());
        store.write(tx -> Outcome.done(tx.journal().unfinishedOf(vdc).stream()
                .filter(intent -> !intent.id().equals(second.id()))
                .allMatch(first -> tx.journal()
                        .abort(first.id(), io.ssvirt.operations.spi.Step.cancelled(), clock.instant())
                        .isPresent())));

        for (int beat = 0; beat < 5; beat++) {
            clock.turn(Duration.ofSeconds(10));
            mine.renew();
            assertThat(claimedBy("another", second.id())).isEmpty();
        }

        assertThat(claimedBy("mine", second.id())).isPresent();
    }

    @Test
    void whenTheProcessWithTheValuesDiesAnotherGoesOnWithoutThem() {
        Urn vdc = vdc();
        Entry first = entry(vdc, clock.instant());
        accept(first, false);
        Entry second = entry(vdc, clock.instant());
        accept(second, true);
        store.write(tx -> Outcome.done(
                tx.journal().abort(first.id(), io.ssvirt.operations.spi.Step.cancelled(), clock.instant())));
        assertThat(claimedBy("another", second.id())).isEmpty();

        clock.turn(Duration.ofSeconds(31));

        assertThat(claimedBy("another", second.id())).isPresent();
    }

    @Test
    void valuesAreForgottenWhenTheirIntentHasEndedElsewhere() {
        Entry entry = entry(vdc(), clock.instant());
        accept(entry, true);
        mine.keep(entry.id(), SecretValues.of(Map.of("PASSWORD", "hush")));
        mine.stored(entry.id());
        store.write(tx -> Outcome.done(
                tx.journal().abort(entry.id(), io.ssvirt.operations.spi.Step.cancelled(), clock.instant())));

        mine.renew();

        assertThat(mine.values(entry.id())).isEmpty();
    }

    @Test
    void aCancelThatNoSignalToldOfIsLearnt() {
        Entry entry = entry(vdc(), clock.instant());
        Claim claim = mine.hold(accept(entry, false).orElseThrow(), clock.instant());
        store.write(tx -> Outcome.done(tx.journal().cancel(entry.id(), clock.instant())));

        mine.renew();

        assertThat(claim.intent().cancelled()).isTrue();
        assertThat(Set.of(claim.intent().epoch())).containsExactly(1L);
    }
}
