package io.ssvirt.rest.cloudapi.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.DomainError;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What gets into the audit trail, and what never does. */
class AuditingTest {

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private AuditEvent only() {
        assertThat(api.cloud.trail.kept()).hasSize(1);
        return api.cloud.trail.kept().get(0);
    }

    private Answer login(String pair) {
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return api.send(
                api.request("POST", "/cloudapi/1.0.0/sessions", null).header("Authorization", "Basic " + basic));
    }

    @Test
    void aMutationIsKeptWithWhoWhatWhenAndTheRequest() {
        api.send(api.request("POST", "/cloudapi/1.0.0/orgs", "{\"name\":\"acme\"}".getBytes(StandardCharsets.UTF_8))
                .header("Authorization", "Bearer " + Cloud.TOKEN)
                .header("X-Request-Id", "r-77"));

        AuditEvent event = only();
        assertThat(event.action()).isEqualTo("orgs/create");
        assertThat(event.actor())
                .isEqualTo(new AuditEvent.Actor(Optional.of(Sample.USER), "alice", Optional.of(Sample.ORG)));
        assertThat(event.target()).isEqualTo(new AuditEvent.Target(Sample.ORG.toString(), "acme"));
        assertThat(event.requestId()).isEqualTo("r-77");
        assertThat(event.status()).isEqualTo(201);
        assertThat(event.at()).isEqualTo(Sample.AT);
        assertThat(event.address()).isNotEmpty();
    }

    @Test
    void anActionIsNamedAfterItsPath() {
        api.post("/cloudapi/1.0.0/vms/" + Sample.VM + "/actions/powerOff", null);
        api.delete("/cloudapi/1.0.0/catalogs/" + Sample.CATALOG);

        assertThat(api.cloud.trail.kept())
                .extracting(AuditEvent::action)
                .containsExactly("vms/powerOff", "catalogs/delete");
        assertThat(api.cloud.trail.kept())
                .extracting(event -> event.target().id())
                .containsExactly(Sample.VM.toString(), Sample.CATALOG.toString());
    }

    @Test
    void whatIsRefusedIsKeptWithItsReasonAReadAmongThem() {
        api.cloud.refusal = Optional.of(DomainError.forbidden("no"));

        api.get("/cloudapi/1.0.0/orgs");
        api.post("/cloudapi/1.0.0/orgs", "{\"name\":\"acme\"}");

        assertThat(api.cloud.trail.kept())
                .extracting(AuditEvent::action, event -> event.code().orElse(""), AuditEvent::isSuccess)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("orgs/read", "FORBIDDEN", false),
                        org.assertj.core.groups.Tuple.tuple("orgs/create", "FORBIDDEN", false));
    }

    @Test
    void aReadThatIsGrantedIsNotKept() {
        api.get("/cloudapi/1.0.0/orgs");
        api.get("/healthz");

        assertThat(api.cloud.trail.kept()).isEmpty();
    }

    @Test
    void loginsAreKeptWhetherTheySucceedOrNot() {
        login("alice:" + CloudSessions.PASSWORD);
        login("mallory\r\nadmin:guess");

        List<AuditEvent> kept = api.cloud.trail.kept();
        assertThat(kept).extracting(AuditEvent::action).containsOnly("sessions/create");
        assertThat(kept.get(0).actor().id()).contains(Sample.USER);
        assertThat(kept.get(0).status()).isEqualTo(200);
        assertThat(kept.get(1).actor())
                .isEqualTo(new AuditEvent.Actor(Optional.empty(), "mallory__admin", Optional.empty()));
        assertThat(kept.get(1).status()).isEqualTo(401);
    }

    @Test
    void nothingSecretGetsIntoAnEvent() {
        login("alice:" + CloudSessions.PASSWORD);
        login("alice:wrong-secret");
        api.send(
                "PUT",
                "/api/v1/user/password",
                "{\"current_password\":\"old-secret\",\"new_password\":\"new-secret\"}");
        api.post(
                "/cloudapi/1.0.0/vdcs/" + Sample.VDC + "/actions/instantiateTemplate?key=query-secret",
                "{\"name\":\"web1\",\"catalogItem\":{\"id\":\"" + Sample.ITEM
                        + "\"},\"parameters\":{\"A\":\"parameter-secret\"}}");

        assertThat(api.cloud.trail.kept()).hasSize(4);
        assertThat(api.cloud.trail.kept().toString())
                .doesNotContain(CloudSessions.PASSWORD, "-secret", Cloud.TOKEN, Cloud.TENANT_TOKEN);
    }

    @Test
    void aRequestWithoutAGoodTokenIsNotKept() {
        api.send(api.request("DELETE", "/cloudapi/1.0.0/orgs/" + Sample.ORG, null)
                .header("Authorization", "Bearer forged"));

        assertThat(api.cloud.trail.kept()).isEmpty();
    }
}
