package io.ssvirt.store.jpa.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Knows for a moment that a database is as it was at the last look, without asking it.
 *
 * <p>Only a session can commit. When nobody else has one at a look, and no transaction is under way that could still be committed, then
 * nothing but a commit of this process changes what the next look would see, and those are counted here. Somebody may
 * connect at any time; that takes longer than a look is trusted, and a replica connects before it has anything to
 * commit, and stays connected.
 */
final class QuietDatabase {

    /**
     * 2 when others are there, 1 when a transaction of our own has written and is not through, 0 for neither. Names of our own sessions are
     * those of one process, or nothing can be told. What cleans up is there without a user; it changes no row that anybody sees.
     */
    static final String WHO = "case when current_setting('application_name') ~ '^ssvirt-[0-9a-f]{16}$' then "
            + "(select max(case when a.application_name is distinct from current_setting('application_name') then 2 "
            + "when a.backend_xid is not null then 1 else 0 end) from pg_stat_activity a where a.datid = "
            + "(select d.oid from pg_database d where d.datname = current_database()) and a.usesysid is not null) "
            + "else 2 end";

    private static final int NOBODY = 0;
    private static final int OTHERS = 2;

    private static final Duration TRUSTED = Duration.ofMillis(10);

    /** Others stay as a rule, and to look for them costs the database more than to see whether they have committed. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * A look that begins.
     *
     * @param commits how many commits of this process were through by then
     * @param at when, in nanoseconds
     * @param asks whether to find out who else is there
     */
    record Look(long commits, long at, boolean asks) {}

    private record Known(String seen, long commits, long at) {}

    /** No number of commits is negative. */
    private static final Known NOTHING = new Known("", -1, 0);

    private final LongSupplier nanos;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile Known known = NOTHING;
    private volatile long pausedAt;

    QuietDatabase(LongSupplier nanos) {
        this.nanos = nanos;
        this.pausedAt = nanos.getAsLong() - PAUSE.toNanos();
    }

    /**
     * Carries out a commit of this process. No look from before is trusted any more, and none that began before it ended. When it ended without
     * an answer its transaction may be under way still, which looks find out.
     */
    void during(Runnable commit) {
        begun.incrementAndGet();
        try {
            commit.run();
        } finally {
            ended.incrementAndGet();
        }
    }

    /** Is called before a look is sent. */
    Look look() {
        long through = ended.get();
        long now = nanos.getAsLong();
        return new Look(through, now, now - pausedAt >= PAUSE.toNanos());
    }

    /**
     * Takes what came of a look.
     *
     * @param seen what {@link KeptPages#SEEN} was
     * @param who what {@link #WHO} was; 2 when it was not asked
     */
    void found(Look look, String seen, int who) {
        if (look.asks() && who == OTHERS) {
            pausedAt = look.at();
        }
        known = who == NOBODY ? new Known(seen, look.commits(), look.at()) : NOTHING;
    }

    /** Tells whether a look would now see the same as one that saw this. */
    boolean stillSees(String seen) {
        Known last = known;
        return last.commits() == begun.get()
                && last.seen().equals(seen)
                && nanos.getAsLong() - last.at() < TRUSTED.toNanos();
    }
}
