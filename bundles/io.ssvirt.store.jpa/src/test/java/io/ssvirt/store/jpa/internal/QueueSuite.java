package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PendingIntent;
import io.ssvirt.model.Query;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal.Entry;
import io.ssvirt.store.spi.RemovedRepository.Removed;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Queues, reservations, leases and what sweeps keep, on whatever database a subclass brings. */
abstract class QueueSuite {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private Store store;

    abstract TestDatabase database();

    @BeforeEach
    void useTheStore() {
        store = database().store();
    }

    private <T> T write(Function<Transaction, T> work) {
        return store.write(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    private void verify(Consumer<Transaction> check) {
        write(tx -> {
            check.accept(tx);
            return true;
        });
    }

    private static Entry entry(Urn entity, Optional<Urn> behind) {
        return new Entry(
                UUID.randomUUID(),
                Operation.VDC_UPDATE,
                entity,
                "dev",
                Samples.urn(EntityType.ORGANIZATION),
                Samples.urn(EntityType.USER),
                Map.of("name", "dev"),
                NOW,
                behind);
    }

    private Optional<Intent> accept(Entry entry, boolean reserved) {
        return write(tx -> tx.journal().accept(entry, "mine", LEASE, reserved));
    }

    private Optional<Intent> claim(Entry entry, String worker, Instant now) {
        return write(tx -> tx.journal().claim(entry.id(), worker, now, LEASE));
    }

    private static DomainError no() {
        return DomainError.conflict("CANCELLED", "no");
    }

    @Test
    void whatStandsBehindNothingIsClaimedWhenItIsAccepted() {
        Urn vdc = Samples.urn(EntityType.VDC);
        Entry first = entry(vdc, Optional.empty());

        assertThat(accept(first, false))
                .hasValueSatisfying(intent -> assertThat(intent.epoch()).isEqualTo(1));

        Entry second = entry(vdc, Optional.empty());
        assertThat(accept(second, false)).isEmpty();
        Entry child = entry(Samples.urn(EntityType.VAPP), Optional.of(vdc));
        assertThat(accept(child, false)).isEmpty();
        assertThat(claim(child, "mine", NOW)).isEmpty();
        write(tx -> tx.journal().abort(first.id(), no(), NOW));
        assertThat(claim(child, "mine", NOW)).isEmpty();
        write(tx -> tx.journal().abort(second.id(), no(), NOW));
        assertThat(claim(child, "mine", NOW)).isPresent();
    }

    @Test
    void aReservedIntentIsForItsWorkerAloneUntilTheReservationRunsOut() {
        Urn vdc = Samples.urn(EntityType.VDC);
        Entry first = entry(vdc, Optional.empty());
        accept(first, false);
        Entry second = entry(vdc, Optional.empty());
        accept(second, true);
        write(tx -> tx.journal().abort(first.id(), no(), NOW));

        assertThat(claim(second, "another", NOW)).isEmpty();
        List<UUID> due = write(tx -> tx.journal().due("another", NOW, 1000));
        assertThat(due).doesNotContain(second.id());
        Intent intent = claim(second, "mine", NOW).orElseThrow();
        write(tx -> tx.journal().release(intent, NOW, "waits", Optional.of(NOW.plusSeconds(10))));
        assertThat(claim(second, "another", NOW.plusSeconds(5))).isEmpty();
        assertThat(claim(second, "another", NOW.plusSeconds(11))).isPresent();
    }

    @Test
    void aWorkerTakesItsOwnClaimAnewAndOthersDoNot() {
        Entry entry = entry(Samples.urn(EntityType.VDC), Optional.empty());
        Intent unheard = accept(entry, false).orElseThrow();

        assertThat(claim(entry, "another", NOW)).isEmpty();
        Intent again = claim(entry, "mine", NOW).orElseThrow();

        assertThat(again.epoch()).isGreaterThan(unheard.epoch());
    }

    @Test
    void claimsAreProlongedForWhoStillHasThem() {
        Entry kept = entry(Samples.urn(EntityType.VDC), Optional.empty());
        accept(kept, false);
        Entry ended = entry(Samples.urn(EntityType.VDC), Optional.empty());
        accept(ended, false);
        write(tx -> tx.journal().abort(ended.id(), no(), NOW));

        Set<UUID> still = write(tx -> tx.journal().renew(List.of(kept.id(), ended.id()), "mine", NOW.plusSeconds(100)));

        assertThat(still).containsExactly(kept.id());
        assertThat(claim(kept, "another", NOW.plusSeconds(99))).isEmpty();
        Set<UUID> none = write(tx -> tx.journal().renew(List.of(kept.id()), "another", NOW));
        assertThat(none).isEmpty();
        int rows1 = write(tx -> tx.journal().releaseAll("mine", NOW));
        assertThat(rows1).isPositive();
        assertThat(claim(kept, "another", NOW)).isPresent();
    }

    @Test
    void aCommitUnderWayIsWaitedForBeforeItIsSaidWhetherItHappened() throws Exception {
        Entry entry = entry(Samples.urn(EntityType.VDC), Optional.empty());
        CountDownLatch written = new CountDownLatch(1);
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        CompletableFuture<Boolean> committing = CompletableFuture.supplyAsync(() -> write(tx -> {
            tx.journal().insert(entry);
            written.countDown();
            return go.join();
        }));
        assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Outcome<Boolean>> probe = CompletableFuture.supplyAsync(() -> probe(entry));

        go.complete(true);
        committing.get(5, TimeUnit.SECONDS);

        assertThat(probe.get(20, TimeUnit.SECONDS).refusal().orElseThrow().code())
                .isEqualTo("EXISTS");
        assertThat(probe(entry(Samples.urn(EntityType.VDC), Optional.empty()))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    private Outcome<Boolean> probe(Entry entry) {
        return store.write(tx -> {
            tx.journal().probe(entry);
            return Outcome.refused(DomainError.notFound("not there"));
        });
    }

    @Test
    void administratorsSeeAndMoveWhatHasNotEnded() {
        Urn vdc = Samples.urn(EntityType.VDC);
        Entry entry = entry(vdc, Optional.empty());
        Intent claimed = accept(entry, false).orElseThrow();
        write(tx -> tx.journal().note(claimed, "a namespace", 30));
        write(tx -> tx.journal().cancel(entry.id(), NOW));
        write(tx -> {
            tx.journal().amend(entry.id(), Map.of("name", "changed"));
            return true;
        });

        PendingIntent pending = write(tx -> tx.journal().pending(entry.id())).orElseThrow();

        assertThat(pending.waitingFor()).isEqualTo("a namespace");
        assertThat(pending.cancelled()).isTrue();
        verify(tx -> assertThat(tx.journal().task(entry.id()).orElseThrow().progress())
                .isEqualTo(30));
        verify(tx -> assertThat(tx.journal().cancelled(List.of(entry.id()))).containsExactly(entry.id()));
        verify(tx -> assertThat(tx.journal().unfinishedOf(vdc).get(0).desired()).containsEntry("name", "changed"));
        verify(tx -> assertThat(tx.journal().findLocked(entry.id())).isPresent());
        verify(tx -> assertThat(tx.journal().pending(Query.page(1, 1000)).values())
                .extracting(PendingIntent::task)
                .contains(pending.task()));
        verify(tx -> assertThat(tx.journal().abort(entry.id(), no(), NOW)).isPresent());
        verify(tx -> assertThat(tx.journal().end(claimed, TaskStatus.SUCCESS, "", Optional.empty(), NOW))
                .isFalse());
        verify(tx -> assertThat(tx.journal()
                        .last(vdc, Operation.VDC_UPDATE)
                        .orElseThrow()
                        .error())
                .contains(no()));
        int rows2 = write(tx -> tx.journal().purge(NOW.plusSeconds(1)));
        assertThat(rows2).isPositive();
        verify(tx -> assertThat(tx.journal().task(entry.id())).isEmpty());
    }

    @Test
    void ofSeveralProcessesOneHoldsALease() {
        String name = "lease-" + UUID.randomUUID();
        Instant until = NOW.plusSeconds(15);

        Optional<Long> first = write(tx -> tx.leases().acquire(name, "a", NOW, until));

        assertThat(first).isPresent();
        verify(tx -> assertThat(tx.leases().acquire(name, "b", NOW, until)).isEmpty());
        verify(tx -> assertThat(tx.leases().acquire(name, "a", NOW, until)).isEqualTo(first));
        Optional<Long> taken = write(tx -> tx.leases().acquire(name, "b", until.plusSeconds(1), until.plusSeconds(9)));
        assertThat(taken.orElseThrow()).isGreaterThan(first.orElseThrow());
        write(tx -> {
            tx.leases().release(name, "b");
            return true;
        });
        verify(tx -> assertThat(tx.leases().acquire(name, "a", NOW, until)).isPresent());
    }

    @Test
    void tombstonesAreFoundByEntityAndByIdentityUntilTheyArePurged() {
        Urn vdc = Samples.urn(EntityType.VDC);
        UUID uid = UUID.randomUUID();
        NamespaceName space = new NamespaceName("vdc-acme-dev");
        Removed removed = new Removed(
                vdc, "dev", Samples.urn(EntityType.ORGANIZATION), space, space.value(), Optional.of(uid), NOW);
        write(tx -> {
            tx.removed().insert(removed);
            tx.removed().insert(removed);
            return true;
        });

        verify(tx -> assertThat(tx.removed().find(List.of(vdc.id(), UUID.randomUUID())))
                .isEqualTo(Map.of(vdc.id(), removed)));
        verify(tx -> assertThat(tx.removed().findByUid(List.of(uid))).isEqualTo(Map.of(uid, removed)));
        int rows3 = write(tx -> tx.removed().purge(NOW.plusSeconds(1)));
        assertThat(rows3).isPositive();
        verify(tx -> assertThat(tx.removed().find(List.of(vdc.id()))).isEmpty());
    }

    @Test
    void aFindingKeepsTheTimeOfItsFirstSweep() {
        DriftFinding first = finding("Namespace/a", NOW);
        write(tx -> {
            tx.drift().replace(List.of(first, finding("Namespace/b", NOW)));
            return true;
        });

        write(tx -> {
            tx.drift().replace(List.of(finding("Namespace/a", NOW.plusSeconds(9))));
            return true;
        });

        List<DriftFinding> found =
                write(tx -> tx.drift().page(Query.page(1, 10)).values());
        assertThat(found)
                .containsExactly(finding("Namespace/a", NOW.plusSeconds(9)).since(NOW));
        verify(tx -> assertThat(tx.drift().find(first.key())).isPresent());
        verify(tx -> assertThat(tx.drift().counts()).isEqualTo(Map.of(DriftKind.ORPHAN_NAMESPACE, 1L)));
    }

    private static DriftFinding finding(String object, Instant at) {
        return new DriftFinding(
                "orphanNamespace:" + object,
                DriftKind.ORPHAN_NAMESPACE,
                object,
                Optional.empty(),
                "",
                Optional.empty(),
                "left",
                at,
                at);
    }
}
