package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.api.HealthProbe;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.api.SystemHealth.ClusterState;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Probes and version, all without a token (contract 2.2). */
class HealthTest {

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Answer open(String path) {
        return api.send(api.request("GET", path, null));
    }

    private void report(boolean database, ClusterState cluster) {
        api.cloud.report = new SystemHealth.Report(
                database, cluster, Optional.of("p"), "secret host", Optional.of(Duration.ofSeconds(9)), 0);
    }

    @Test
    void aHealthyServerSaysSo() {
        Answer health = open("/healthz");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.keys()).contains("status", "version", "database", "timestamp");
        assertThat(health.json().get("status").asText()).isEqualTo("ok");
        assertThat(health.json().get("version").asText()).isEqualTo("1.2.3");
        assertThat(open("/api/v1/health").body()).isEqualTo(health.body());
        assertThat(open("/readyz").json().at("/services/k8s").asText()).isEqualTo("ready");
    }

    @Test
    void withoutTheClusterItIsDegradedAndStaysReady() {
        report(true, ClusterState.DEGRADED);

        assertThat(open("/healthz").json().get("status").asText()).isEqualTo("degraded");
        assertThat(open("/healthz").body()).doesNotContain("secret host");
        Answer ready = open("/readyz");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/services/k8s").asText()).isEqualTo("unavailable");

        report(true, ClusterState.ABSENT);
        assertThat(open("/readyz").json().at("/services/k8s").asText()).isEqualTo("disabled");
    }

    @Test
    void withoutTheDatabaseItIsAliveAndNotReady() {
        report(false, ClusterState.READY);

        assertThat(open("/livez").status()).isEqualTo(200);
        assertThat(open("/healthz").json().get("database").asText()).isEqualTo("unavailable");
        Answer ready = open("/readyz");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().get("ready").asBoolean(true)).isFalse();
        assertThat(ready.json().at("/services/database").asText()).isEqualTo("unavailable");
    }

    @Test
    void whileEverythingIsAwayItStillAnswers() {
        api.cloud.running = false;

        assertThat(open("/livez").status()).isEqualTo(200);
        assertThat(open("/healthz").status()).isEqualTo(200);
        assertThat(open("/readyz").status()).isEqualTo(503);
    }

    @Test
    void whatFailedKeepsWorkAwayAndOnlyAnAdministratorIsToldWhy() {
        api.cloud.findings = List.of(
                new HealthProbe.Finding("configuration", HealthProbe.Status.FAILED, "Setting port is \"abc\""),
                new HealthProbe.Finding("disk", HealthProbe.Status.OK, "900 MiB free"));

        Answer anybody = open("/readyz");
        assertThat(anybody.status()).isEqualTo(503);
        assertThat(anybody.keys()).containsExactlyInAnyOrder("ready", "timestamp", "services");
        assertThat(api.asTenant("GET", "/readyz", null).body()).doesNotContain("port");
        assertThat(api.send(api.request("GET", "/readyz", null).header("Authorization", "Bearer worthless"))
                        .body())
                .doesNotContain("port");

        Answer administrator = api.get("/readyz");
        assertThat(administrator.status()).isEqualTo(503);
        assertThat(administrator.json().at("/checks/0/name").asText()).isEqualTo("configuration");
        assertThat(administrator.json().at("/checks/0/status").asText()).isEqualTo("failed");
        assertThat(administrator.json().at("/checks/0/detail").asText()).contains("Setting port");
    }

    @Test
    void whatIsDegradedTakesWork() {
        api.cloud.findings =
                List.of(new HealthProbe.Finding("cluster", HealthProbe.Status.DEGRADED, "it does not answer"));

        assertThat(open("/readyz").status()).isEqualTo(200);
    }

    @Test
    void requestsAreCountedByRouteAndNeverByPath() {
        open("/livez");
        open("/nowhere/4711");
        api.get("/cloudapi/1.0.0/vdcs/urn:vcloud:vdc:00000000-0000-0000-0000-000000004711");

        assertThat(api.meters.text())
                .contains(
                        "ssvirt_http_requests_total{surface=\"other\",route=\"/livez\",method=\"GET\",code=\"200\"} 1")
                .contains("ssvirt_http_requests_total{surface=\"cloudapi\",route=\"/cloudapi/1.0.0/vdcs/{")
                .contains(
                        "ssvirt_http_request_duration_seconds_count{surface=\"other\",route=\"/livez\",method=\"GET\"} 1")
                .doesNotContain("4711");
    }

    @Test
    void theVersionHasTheKeysThatClientsKnow() {
        assertThat(open("/api/v1/version").keys()).contains("version", "build_time", "go_version", "git_commit");
    }
}
