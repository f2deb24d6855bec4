package io.ssvirt.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * A clock that moves only when a test turns it, and the timers that go off while it does.
 *
 * <p>Everything due runs on the thread that turns the clock, in the order of time and then of arrival, so that the same case takes
 * the same course every time.
 */
final class VirtualTime extends Clock {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<VirtualTimer.Due<?>> queue =
            new PriorityQueue<>(Comparator.<VirtualTimer.Due<?>>comparingLong(VirtualTimer.Due::at)
                    .thenComparing(VirtualTimer.Due::number));
    private long now = BEGIN.toEpochMilli();
    private long skew;
    private long number;

    /** Returns a timer of its own, which can be stopped without the others. */
    VirtualTimer timer() {
        return new VirtualTimer(this);
    }

    /** Turns the clock and runs what becomes due. */
    void advance(Duration step) {
        long until = now + step.toMillis();
        while (!queue.isEmpty() && queue.peek().at() <= until) {
            VirtualTimer.Due<?> next = queue.poll();
            now = Math.max(now, next.at());
            if (!next.timer().holds(next)) {
                next.run();
            }
        }
        now = Math.max(now, until);
    }

    /** Turns the clock step by step until a condition holds; tells whether it did within the limit. */
    boolean advanceUntil(BooleanSupplier condition, Duration step, Duration limit) {
        long until = now + limit.toMillis();
        while (!condition.getAsBoolean()) {
            if (now >= until) {
                return false;
            }
            advance(step);
        }
        return true;
    }

    /** Puts the clock that processes see ahead of, or behind, the time that passes. */
    void skew(Duration by) {
        skew = by.toMillis();
    }

    /** Returns the same time without the skew, as the cluster has it. */
    Clock unskewed() {
        return new Clock() {
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
                return Instant.ofEpochMilli(now);
            }
        };
    }

    long now() {
        return now;
    }

    long nextNumber() {
        return number++;
    }

    void add(VirtualTimer.Due<?> due) {
        queue.add(due);
    }

    void remove(VirtualTimer timer) {
        queue.removeIf(due -> due.timer() == timer);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now + skew);
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
