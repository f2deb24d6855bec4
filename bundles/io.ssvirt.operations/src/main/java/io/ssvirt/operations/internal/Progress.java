package io.ssvirt.operations.internal;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;

/** Tells users in the task what an intent waits for, once it takes longer than a moment and whenever that changes. */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final Duration UNNOTICED = Duration.ofSeconds(1);

    private final Store store;
    private final Clock clock;

    Progress(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void note(Claim claim, Step.Again again) {
        Intent intent = claim.intent();
        boolean early = clock.instant().isBefore(intent.acceptedAt().plus(UNNOTICED));
        if (early || !claim.isNews(again.waitingFor())) {
            return;
        }
        store.write(tx -> Outcome.done(tx.journal().note(intent, again.waitingFor(), again.progress())))
                .refusal()
                .ifPresentOrElse(
                        error -> LOG.debug("Progress not noted intent={} reason={}", intent.id(), error.message()),
                        () -> claim.noted(again.waitingFor()));
    }
}
