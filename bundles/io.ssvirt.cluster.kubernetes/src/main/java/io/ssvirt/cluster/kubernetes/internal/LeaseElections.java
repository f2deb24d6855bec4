package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.Elections;
import io.ssvirt.cluster.spi.template.Tree;

/**
 * Elections by Leases of one namespace, as Kubernetes' own controllers hold them.
 *
 * <p>Whether a holder has fallen silent is measured on the own clock since its Lease was last seen to change, and never by comparing
 * the times that the Lease holds: the clocks of two machines may differ by more than a term.
 */
final class LeaseElections implements Elections {

    private static final String HOLDER = "holderIdentity";
    private static final String TRANSITIONS = "leaseTransitions";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Api api;
    private final String namespace;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, Sighting> seen = new ConcurrentHashMap<>();

    /** A version of a Lease, and when it was first seen on the own clock. */
    private record Sighting(String version, long nanos) {}

    LeaseElections(Api api, String namespace, Clock clock, LongSupplier nanos) {
        this.api = api;
        this.namespace = namespace;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public ClusterResult<Ballot> stand(String office, String candidate, Duration term) {
        return Failures.guarded("update", Kind.LEASE.called(office), () -> {
            Optional<Map<String, Object>> there = api.find(Kind.LEASE, namespace, office);
            if (there.isEmpty()) {
                return vote(candidate, () -> api.create(Kind.LEASE, namespace, lease(office, candidate, term)));
            }
            Map<String, Object> spec = Tree.map(there.get(), "spec");
            String holder = Tree.text(spec, HOLDER);
            if (!holder.equals(candidate) && !holder.isEmpty() && !isSilent(office, there.get(), spec)) {
                return ClusterResult.applied(new Ballot(holder, false));
            }
            return vote(candidate, () -> replace(there.get(), taken(spec, candidate, term)));
        });
    }

    @Override
    public ClusterResult<Ballot> resign(String office, String candidate) {
        return Failures.guarded("update", Kind.LEASE.called(office), () -> {
            Optional<Map<String, Object>> there = api.find(Kind.LEASE, namespace, office);
            Map<String, Object> spec =
                    there.map(lease -> Tree.map(lease, "spec")).orElse(Map.of());
            if (!Tree.text(spec, HOLDER).equals(candidate)) {
                return ClusterResult.applied(new Ballot(Tree.text(spec, HOLDER), false));
            }
            Map<String, Object> free = new LinkedHashMap<>(spec);
            // Left out and not empty, which newer API servers refuse.
            free.remove(HOLDER);
            replace(there.orElseThrow(), free);
            return ClusterResult.applied(new Ballot("", false));
        });
    }

    /** Writes, and counts having been slower than another candidate as a vote that was lost. */
    private static ClusterResult<Ballot> vote(String candidate, Runnable write) {
        try {
            write.run();
            return ClusterResult.applied(new Ballot(candidate, true));
        } catch (KubernetesClientException e) {
            if (Failures.isStale(e) || Failures.isAlreadyThere(e)) {
                return ClusterResult.applied(new Ballot("", false));
            }
            throw e;
        }
    }

    private boolean isSilent(String office, Map<String, Object> lease, Map<String, Object> spec) {
        String version = Tree.text(Tree.map(lease, "metadata"), "resourceVersion");
        Sighting sighting = seen.compute(
                office,
                (name, last) -> last != null && last.version().equals(version)
                        ? last
                        : new Sighting(version, nanos.getAsLong()));
        return nanos.getAsLong() - sighting.nanos() >= term(spec).toNanos();
    }

    private static Duration term(Map<String, Object> spec) {
        return spec.get("leaseDurationSeconds") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : Duration.ZERO;
    }

    private void replace(Map<String, Object> lease, Map<String, Object> spec) {
        Map<String, Object> next = new LinkedHashMap<>(lease);
        next.put("spec", spec);
        Metadata metadata = Metadata.of(lease);
        api.replace(Kind.LEASE, namespace, metadata.name(), next);
    }

    private Map<String, Object> taken(Map<String, Object> before, String candidate, Duration term) {
        Map<String, Object> spec = new LinkedHashMap<>(before);
        if (!Tree.text(before, HOLDER).equals(candidate)) {
            long changes = before.get(TRANSITIONS) instanceof Number number ? number.longValue() : 0;
            spec.put(TRANSITIONS, before.isEmpty() ? 0 : changes + 1);
            spec.put("acquireTime", now());
        }
        spec.put(HOLDER, candidate);
        spec.put("leaseDurationSeconds", term.toSeconds());
        spec.put("renewTime", now());
        return spec;
    }

    private Map<String, Object> lease(String office, String candidate, Duration term) {
        return Map.of(
                "apiVersion",
                Kind.LEASE.apiVersion(),
                "kind",
                Kind.LEASE.name(),
                "metadata",
                Map.of("name", office, "namespace", namespace),
                "spec",
                taken(Map.of(), candidate, term));
    }

    /** The API server takes times with exactly six digits after the second. */
    private String now() {
        return MICROS.format(clock.instant());
    }
}
