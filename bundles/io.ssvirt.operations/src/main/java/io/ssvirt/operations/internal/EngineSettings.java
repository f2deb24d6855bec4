package io.ssvirt.operations.internal;

import java.time.Duration;

/**
 * How the engine works.
 *
 * @param worker names this process in claims
 * @param answerWithin how long a request waits for its outcome
 * @param claimLease after which time of silence another worker may take over; a claim is renewed three times within it
 * @param poll how often the journal is looked at for intents that nobody nudged
 */
record EngineSettings(String worker, Duration answerWithin, Duration claimLease, Duration poll) {}
