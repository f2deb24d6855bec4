package io.ssvirt.operations.internal.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.api.Drift.Sweep;
import io.ssvirt.cluster.spi.Observations;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.store.spi.Store;

/**
 * One sweep: take a picture, read the books, compare, ask the cluster about what differs, store what is left.
 *
 * <p>The picture comes from memory and costs the cluster nothing; only a suspicion costs a call.
 */
final class Sweeper {

    /** How a sweep is made. */
    record Settings(Duration stuckAfter, boolean removes, int mostLooks) {}

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Store store;
    private final ClusterGateway cluster;
    private final Clock clock;
    private final Settings settings;
    private volatile Sweep last = new Sweep(Optional.empty(), Duration.ZERO, 0, 0, Optional.empty());

    Sweeper(Store store, ClusterGateway cluster, Clock clock, Settings settings) {
        this.store = store;
        this.cluster = cluster;
        this.clock = clock;
        this.settings = settings;
    }

    Sweep last() {
        return last;
    }

    /** Sweeps; the findings are stored when this returns {@code Done}. */
    synchronized Outcome<Sweep> sweep() {
        Instant begun = clock.instant();
        Optional<Picture> picture = cluster.look(
                        observations -> observations.health().state() == Observations.State.READY
                                ? Optional.of(Picture.of(observations))
                                : Optional.<Picture>empty())
                .flatMap(seen -> seen);
        if (picture.isEmpty()) {
            return Outcome.refused(DomainError.unavailable(
                    "The cluster cannot be compared just now ("
                            + cluster.status().detail() + "); try again later",
                    Duration.ofSeconds(10)));
        }
        return store.read(tx -> Outcome.done(Books.read(tx, picture.get())))
                .then(books -> sweep(picture.get(), books, begun));
    }

    private Outcome<Sweep> sweep(Picture picture, Books books, Instant begun) {
        List<Suspicion> suspicions = new Comparison(picture, books, settings.stuckAfter(), begun).suspicions();
        Inspection inspection = new Inspection(cluster, settings.removes());
        List<DriftFinding> findings = new ArrayList<>();
        long removed = 0;
        long open = 0;
        int looks = 0;
        for (Suspicion suspicion : suspicions) {
            boolean certain = suspicion instanceof Suspicion.Certain;
            if (!certain && ++looks > settings.mostLooks()) {
                open++;
                continue;
            }
            Inspection.Verdict verdict = inspection.inspect(suspicion);
            verdict.finding().ifPresent(findings::add);
            removed += verdict.removed() ? 1 : 0;
            open += verdict.unanswered() ? 1 : 0;
        }
        Sweep sweep = new Sweep(
                Optional.of(begun),
                Duration.between(begun, clock.instant()),
                picture.size(),
                removed,
                open == 0
                        ? Optional.empty()
                        : Optional.of(
                                open + " differences could not be looked at in the cluster and are left for the next"
                                        + " sweep"));
        return store.write(tx -> {
                    tx.drift().replace(findings);
                    return Outcome.done(sweep);
                })
                .map(stored -> note(stored, findings.size()));
    }

    private Sweep note(Sweep sweep, int findings) {
        last = sweep;
        if (findings > 0 || sweep.removed() > 0) {
            LOG.info(
                    "Database and cluster differ findings={} removed={} compared={} took={}ms",
                    findings,
                    sweep.removed(),
                    sweep.compared(),
                    sweep.took().toMillis());
        }
        return sweep;
    }
}
