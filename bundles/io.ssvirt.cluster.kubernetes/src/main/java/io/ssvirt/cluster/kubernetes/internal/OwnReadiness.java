package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.ObjectReference;
import io.ssvirt.cluster.spi.ObservedInstance;

/**
 * Looks from time to time whether what instances wait for has come up, where SSVirt processes their templates itself.
 *
 * <p>Several replicas may look at the same time: what they find is the same, and it is written to the same record.
 */
final class OwnReadiness implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnReadiness.class);
    /** After so long OpenShift's controller gives up as well. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Api api;
    private final KindFinder kinds;
    private final ObservedCluster observed;
    private final Clock clock;

    OwnReadiness(Api api, ObservedCluster observed, Clock clock) {
        this.api = api;
        this.kinds = new KindFinder(api);
        this.observed = observed;
        this.clock = clock;
    }

    // A worker loop: whatever happens in one look, there has to be a next one.
    @SuppressWarnings("IllegalCatch")
    @Override
    public void run() {
        try {
            observed.waitingRecords().forEach(this::look);
        } catch (RuntimeException failed) {
            LOG.debug("Not seen what instances wait for", failed);
        }
    }

    private void look(ObservedInstance instance) {
        api.find(Kind.CONFIG_MAP, instance.space().value(), OwnRecord.name(instance.name()))
                .map(OwnRecord::new)
                .filter(record -> record.isWaiting() && record.uid().equals(instance.uid()))
                .ifPresent(this::look);
    }

    private void look(OwnRecord record) {
        boolean all = true;
        for (ObjectReference object : record.objects()) {
            Outcome outcome = Readiness.isOfKind(object.apiVersion(), object.kind()) ? state(object) : Outcome.READY;
            if (outcome.readiness() == Readiness.FAILED) {
                api.merge(Kind.CONFIG_MAP, record.failed(outcome.problem()));
                return;
            }
            all &= outcome.readiness() == Readiness.READY;
        }
        if (all) {
            api.merge(Kind.CONFIG_MAP, record.ready(record.objects()));
        } else if (Metadata.of(record.tree()).createdAt().plus(PATIENCE).isBefore(clock.instant())) {
            api.merge(Kind.CONFIG_MAP, record.failed("Timed out waiting for instantiated objects to report ready"));
        }
    }

    private record Outcome(Readiness readiness, String problem) {

        static final Outcome READY = new Outcome(Readiness.READY, "");
    }

    private Outcome state(ObjectReference reference) {
        Optional<Kind> kind = kinds.find(reference.apiVersion(), reference.kind());
        Optional<Map<String, Object>> there = kind.flatMap(
                        found -> api.find(found, reference.namespace(), reference.name()))
                .filter(object -> Metadata.of(object).uid().equals(reference.uid()));
        String called = kind.map(Kind::plural).orElse(reference.kind()) + " \"" + reference.name() + "\"";
        if (there.isEmpty()) {
            return new Outcome(Readiness.FAILED, called + " not found");
        }
        Map<String, Object> object = there.get();
        if (!Readiness.isAwaited(object)) {
            return Outcome.READY;
        }
        return new Outcome(Readiness.of(object), called + " failed to become ready");
    }
}
