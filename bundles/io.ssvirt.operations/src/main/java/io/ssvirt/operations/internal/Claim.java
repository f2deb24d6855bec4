package io.ssvirt.operations.internal;

import java.time.Instant;
import java.util.UUID;

import io.ssvirt.store.spi.Intent;

/** An intent that this process has claimed, and until when it may believe that. */
final class Claim {

    private volatile Intent intent;
    private volatile Instant goodUntil;
    private volatile String noted = "";

    Claim(Intent intent, Instant goodUntil) {
        this.intent = intent;
        this.goodUntil = goodUntil;
    }

    UUID id() {
        return intent.id();
    }

    Intent intent() {
        return intent;
    }

    Instant goodUntil() {
        return goodUntil;
    }

    void prolong(Instant until) {
        goodUntil = until;
    }

    void lose() {
        goodUntil = Instant.MIN;
    }

    boolean isLost() {
        return goodUntil.equals(Instant.MIN);
    }

    void cancel() {
        intent = intent.withCancel();
    }

    /** Tells whether users have not been told this yet. */
    boolean isNews(String waitingFor) {
        return !noted.equals(waitingFor);
    }

    void noted(String waitingFor) {
        noted = waitingFor;
    }
}
