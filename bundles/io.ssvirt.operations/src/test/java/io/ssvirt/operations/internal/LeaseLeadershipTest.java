package io.ssvirt.operations.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.Leader.Seen;
import io.ssvirt.cluster.simulator.internal.SimulatorUnderTest;
import io.ssvirt.store.jpa.internal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two processes on one database, without a cluster that could choose between them. */
class LeaseLeadershipTest {

    private final TestDatabase database = TestDatabase.h2();
    private final GatewayComponent gateway =
            new GatewayComponent(RunningOperations.config(GatewayComponent.Config.class, Map.of()));
    private final TurnedClock clock = new TurnedClock();
    private final LeaseLeadership first = process();
    private LeaseLeadership second;

    private LeaseLeadership process() {
        return process(gateway);
    }

    private LeaseLeadership process(GatewayComponent gateway) {
        // A lease so long that only this test asks.
        return new LeaseLeadership(
                database.store(),
                gateway,
                clock,
                UUID::randomUUID,
                RunningOperations.config(LeaseLeadership.Config.class, Map.of("lease", "PT1H")));
    }

    @AfterEach
    void stop() throws InterruptedException, IOException {
        first.close();
        if (second != null) {
            second.close();
        }
        gateway.close();
        database.close();
    }

    private void firstLeads() {
        await().until(first::isLeader);
        second = process();
        second.ask();
        assertThat(second.isLeader()).isFalse();
    }

    @Test
    void anotherLeadsWhenTheLeaseOfASilentOneHasRunOut() {
        firstLeads();
        long epoch = first.term().orElseThrow().epoch();

        clock.turn(Duration.ofMinutes(61));
        assertThat(first.isLeader())
                .as("nobody leads on a lease that has run out")
                .isFalse();
        second.ask();

        assertThat(second.term().orElseThrow().epoch()).isGreaterThan(epoch);
        first.ask();
        assertThat(first.isLeader()).as("the one that was paused").isFalse();
    }

    @Test
    void anAskThatReadTheClockLongAgoTakesNothingFromALaterOne() throws InterruptedException {
        await().until(first::isLeader);
        CountDownLatch goOn = clock.holdNextButOne();
        second = process();
        await().until(clock::holds);
        clock.turn(Duration.ofMinutes(61));

        Thread later = new Thread(second::ask);
        later.start();
        await().until(() -> later.getState() == Thread.State.BLOCKED || !later.isAlive());
        goOn.countDown();
        later.join();
        // What the second one's own timer began has ended when this one has been served.
        second.ask();
        first.ask();

        assertThat(second.isLeader()).isTrue();
        assertThat(first.isLeader()).isFalse();
    }

    @Test
    void anotherLeadsAtOnceWhenTheLeaderStopsInOrder() throws InterruptedException {
        firstLeads();

        first.close();
        second.ask();

        assertThat(second.isLeader()).isTrue();
    }

    private static Seen seen(LeaseLeadership process) {
        return process.seen().fold(seen -> seen, error -> {
            throw new AssertionError(error.toString());
        });
    }

    @Test
    void everyProcessTellsWhoLeads() throws InterruptedException {
        firstLeads();
        Seen here = seen(first);
        Seen there = seen(second);

        assertThat(here.leads()).isTrue();
        assertThat(here.holder()).contains(here.process());
        assertThat(here.until()).contains(first.term().orElseThrow().until());
        assertThat(there.leads()).isFalse();
        assertThat(there.holder()).isEqualTo(here.holder());
        assertThat(there.process()).isNotEqualTo(here.process());

        first.close();

        Seen nobody = seen(second);
        assertThat(nobody.holder()).isEmpty();
        assertThat(nobody.until()).isEmpty();
        assertThat(nobody.epoch()).isEqualTo(here.epoch());
    }

    @Test
    void whoProlongsGoesOnLeading() {
        firstLeads();
        for (int i = 0; i < 4; i++) {
            clock.turn(Duration.ofMinutes(40));
            first.ask();
            second.ask();
        }

        assertThat(first.isLeader()).isTrue();
        assertThat(second.isLeader()).isFalse();
    }

    @Test
    void whoeverDoesNotReachTheClusterLeavesLeadingToOneWhoDoes() throws InterruptedException {
        await().until(first::isLeader);
        SimulatorUnderTest simulator = SimulatorUnderTest.fresh();
        GatewayComponent reaching =
                new GatewayComponent(RunningOperations.config(GatewayComponent.Config.class, Map.of()));
        reaching.bindProvider(simulator.provider());
        second = process(reaching);

        await().untilAsserted(() -> {
            second.ask();
            first.ask();
            assertThat(second.isLeader()).isTrue();
        });

        assertThat(first.isLeader()).isFalse();
        first.ask();
        assertThat(first.isLeader()).as("while another reaches the cluster").isFalse();
        second.close();
        first.ask();
        assertThat(first.isLeader()).as("when nobody else is left").isTrue();
        reaching.close();
        simulator.close();
    }

    /** Stands still until it is turned. */
    private static final class TurnedClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-01T00:00:00Z");
        private final AtomicInteger reads = new AtomicInteger();
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean holding;

        /** Lets whoever reads this clock wait with what it has read, at the second time: the first is for the vote. */
        CountDownLatch holdNextButOne() {
            reads.set(2);
            return goOn;
        }

        boolean holds() {
            return holding;
        }

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            Instant read = now;
            if (reads.decrementAndGet() == 0) {
                holding = true;
                try {
                    goOn.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return read;
        }
    }
}
