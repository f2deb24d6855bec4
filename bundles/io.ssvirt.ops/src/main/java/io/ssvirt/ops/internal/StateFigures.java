package io.ssvirt.ops.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import io.ssvirt.api.Drift;
import io.ssvirt.api.HealthProbe;
import io.ssvirt.api.Intents;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.metrics.api.Meters;
import io.ssvirt.metrics.api.Meters.Registration;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Leadership;
import io.ssvirt.store.spi.Store;

/** Figures about the state of things, read when somebody asks for them. What cannot be read just now has no line. */
@Component(service = {})
public final class StateFigures {

    private static final List<String> NONE = List.of();

    private final List<Registration> figures = new ArrayList<>();
    private final ClusterGateway cluster;
    private final Clock clock;

    // Fields, because figures of other things are read while one of these is away.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Intents intents;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Drift drift;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SystemHealth health;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Store store;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Leadership leadership;

    /** Declares the figures. */
    @Activate
    public StateFigures(@Reference Meters meters, @Reference ClusterGateway cluster, @Reference Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
        figures.add(meters.gauge(
                "ssvirt_cluster_state", "1 for the state that the cluster is in.", List.of("state"), this::state));
        figures.add(meters.gauge(
                "ssvirt_informer_last_event_age_seconds",
                "Time since the cluster last gave a sign of life.",
                List.of("kind"),
                this::age));
        figures.add(
                meters.gauge("ssvirt_informer_objects", "Objects that are watched.", List.of("kind"), this::objects));
        figures.add(meters.gauge(
                "ssvirt_intents", "Intents that have not ended.", List.of("kind", "state"), this::unfinished));
        figures.add(meters.gauge(
                "ssvirt_intent_age_seconds_max", "Age of the oldest intent that has not ended.", NONE, this::oldest));
        figures.add(meters.gauge(
                "ssvirt_drift", "Differences between database and cluster.", List.of("kind"), () -> drifted("")));
        figures.add(meters.gauge(
                "ssvirt_orphans",
                "Objects of ours in the cluster that no row knows.",
                List.of("kind"),
                () -> drifted("orphan")));
        figures.add(meters.gauge(
                "ssvirt_sessions", "Sessions that have not expired, of all replicas.", NONE, this::sessions));
        figures.add(meters.gauge("ssvirt_leader", "1 for the process that leads.", NONE, this::leader));
        figures.add(meters.gauge(
                "ssvirt_health",
                "1 for what is as it should be, 0 for what is not.",
                List.of("check"),
                this::findings));
    }

    /** Takes the figures back. */
    @Deactivate
    public void stop() {
        figures.forEach(Registration::close);
    }

    private Map<List<String>, Double> state() {
        ClusterState now = cluster.status().state();
        Map<List<String>, Double> states = new HashMap<>();
        for (ClusterState state : ClusterState.values()) {
            states.put(List.of(state.name().toLowerCase(Locale.ROOT)), state == now ? 1.0 : 0.0);
        }
        return states;
    }

    private Map<List<String>, Double> age() {
        Map<List<String>, Double> age = new HashMap<>();
        cluster.status()
                .lastHeard()
                .ifPresent(heard -> age.put(
                        List.of("all"), Duration.between(heard, clock.instant()).toMillis() / 1000.0));
        return age;
    }

    private Map<List<String>, Double> objects() {
        Map<List<String>, Double> objects = new HashMap<>();
        cluster.look(seen -> seen.spaces().size())
                .ifPresent(count -> objects.put(List.of("namespace"), (double) count));
        cluster.look(seen -> seen.instances().size())
                .ifPresent(count -> objects.put(List.of("instance"), (double) count));
        return objects;
    }

    private Map<List<String>, Double> unfinished() {
        Map<List<String>, Double> found = new HashMap<>();
        Intents service = intents;
        if (service != null) {
            service.counts().map(counts -> {
                counts.queued().forEach((kind, count) -> found.put(List.of(kind.text(), "queued"), (double) count));
                counts.claimed().forEach((kind, count) -> found.put(List.of(kind.text(), "claimed"), (double) count));
                return counts;
            });
        }
        return found;
    }

    private Map<List<String>, Double> oldest() {
        Map<List<String>, Double> found = new HashMap<>();
        Intents service = intents;
        if (service != null) {
            service.counts()
                    .map(counts -> found.put(
                            NONE, counts.oldest().map(Duration::toMillis).orElse(0L) / 1000.0));
        }
        return found;
    }

    private Map<List<String>, Double> drifted(String beginning) {
        Map<List<String>, Double> found = new HashMap<>();
        Drift service = drift;
        if (service != null) {
            service.counts().map(counts -> {
                counts.forEach((kind, count) -> put(found, kind, beginning, count));
                return counts;
            });
        }
        return found;
    }

    private static void put(Map<List<String>, Double> found, DriftKind kind, String beginning, long count) {
        if (kind.text().startsWith(beginning)) {
            found.put(List.of(kind.text()), (double) count);
        }
    }

    private Map<List<String>, Double> sessions() {
        Map<List<String>, Double> found = new HashMap<>();
        Store open = store;
        if (open != null) {
            open.read(tx -> Outcome.done(tx.sessions().count(clock.instant())))
                    .map(count -> found.put(NONE, (double) count));
        }
        return found;
    }

    /** A process that cannot tell does not lead, so there always is a line. */
    private Map<List<String>, Double> leader() {
        Leadership service = leadership;
        return Map.of(NONE, service != null && service.isLeader() ? 1.0 : 0.0);
    }

    private Map<List<String>, Double> findings() {
        Map<List<String>, Double> found = new HashMap<>();
        SystemHealth service = health;
        if (service != null) {
            service.findings()
                    .forEach(finding ->
                            found.put(List.of(finding.name()), finding.status() == HealthProbe.Status.OK ? 1.0 : 0.0));
        }
        return found;
    }
}
