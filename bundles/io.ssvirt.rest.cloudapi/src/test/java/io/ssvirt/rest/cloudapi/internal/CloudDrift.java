package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Drift;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/** Drift with one finding, for administrators of the cloud alone. */
record CloudDrift(Cloud cloud) implements Drift {

    private static final Instant SEEN = Instant.parse("2026-01-02T03:04:05Z");

    private static DriftFinding finding() {
        return new DriftFinding(
                "missingNamespace:Namespace/vdc-acme-dev",
                DriftKind.MISSING_NAMESPACE,
                "Namespace/vdc-acme-dev",
                Optional.of(Sample.VDC),
                "dev",
                Optional.of(Sample.ORG),
                "it is gone",
                SEEN,
                SEEN);
    }

    @Override
    public Outcome<Page<DriftFinding>> list(Caller caller, Query query) {
        return administrator(caller).then(who -> cloud.page(query, finding()));
    }

    @Override
    public Outcome<DriftFinding> get(Caller caller, String key) {
        return administrator(caller).then(who -> cloud.answer(CloudDrift::finding));
    }

    @Override
    public Outcome<Sweep> sweep(Caller caller) {
        return administrator(caller).then(who -> cloud.answer(this::last));
    }

    @Override
    public Sweep last() {
        return new Sweep(Optional.of(SEEN), Duration.ofMillis(7), 3, 1, Optional.empty());
    }

    @Override
    public Outcome<Map<DriftKind, Long>> counts() {
        return Outcome.done(Map.of());
    }

    private static Outcome<Caller> administrator(Caller caller) {
        return caller.isProvider()
                ? Outcome.done(caller)
                : Outcome.refused(DomainError.forbidden("System Administrator role required"));
    }
}
