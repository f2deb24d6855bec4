package io.ssvirt.rest.cloudapi.internal.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * How the server is, for anybody who asks (contract 2.2): words only, nothing that tells how it is built.
 *
 * @param status {@code ok}, {@code degraded} while the cluster cannot be used, {@code error} without the database
 */
public record HealthDto(String status, String version, String database, Cluster cluster, String timestamp) {

    /** State of the connection to the cluster and how old its last sign of life is. */
    public record Cluster(String state, Long observationAgeSeconds) {}

    /** What must be there for work, as a probe reads it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Readiness(boolean ready, String timestamp, Services services, List<Check> checks) {

        /** Leaves out what only an administrator is told. */
        public Readiness shownTo(boolean administrator) {
            return administrator ? this : new Readiness(ready, timestamp, services, null);
        }
    }

    /** What one probe found. */
    public record Check(String name, String status, String detail) {}

    /** What is ready, in one word each. */
    public record Services(String database, String auth, String k8s) {}

    /** Maps a report; an empty one means that nobody can tell. */
    public static HealthDto of(Optional<SystemHealth.Report> report, String version, Instant now) {
        boolean database = report.map(SystemHealth.Report::database).orElse(false);
        boolean cluster = report.map(SystemHealth.Report::cluster)
                .filter(SystemHealth.ClusterState.READY::equals)
                .isPresent();
        String working = cluster ? "ok" : "degraded";
        return new HealthDto(
                database ? working : "error",
                version,
                database ? "ok" : "unavailable",
                report.map(HealthDto::cluster).orElse(null),
                Times.seconds(now));
    }

    /** Maps a report to what a readiness probe asks. */
    public static Readiness readiness(
            Optional<SystemHealth.Report> report, List<HealthProbe.Finding> findings, boolean sessions, Instant now) {
        boolean database = report.map(SystemHealth.Report::database).orElse(false);
        String cluster =
                report.map(SystemHealth.Report::cluster).map(HealthDto::word).orElse("unavailable");
        boolean failed = findings.stream().anyMatch(finding -> finding.status() == HealthProbe.Status.FAILED);
        return new Readiness(
                database && sessions && !failed,
                Times.seconds(now),
                new Services(database ? "ready" : "unavailable", sessions ? "ready" : "unavailable", cluster),
                findings.stream()
                        .map(one -> new Check(one.name(), one.status().name().toLowerCase(Locale.ROOT), one.detail()))
                        .toList());
    }

    private static Cluster cluster(SystemHealth.Report report) {
        return new Cluster(
                report.cluster().name().toLowerCase(Locale.ROOT),
                report.observationAge().map(Duration::toSeconds).orElse(null));
    }

    private static String word(SystemHealth.ClusterState state) {
        return switch (state) {
            case READY -> "ready";
            case ABSENT -> "disabled";
            case SYNCING, DEGRADED -> "unavailable";
        };
    }
}
