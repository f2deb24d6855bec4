package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Conflict;
import io.ssvirt.cluster.spi.ClusterResult.Refused;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.cluster.spi.RefusalReason;

import static org.assertj.core.api.Assertions.assertThat;

final class FailuresTest {

    private static final String SECRET = "Secret \"web-params\"";

    private static KubernetesClientException status(int code, String reason, String message, String named) {
        Status status = new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .withNewDetails()
                .withName(named)
                .withRetryAfterSeconds(code == 429 ? 7 : null)
                .endDetails()
                .build();
        return new KubernetesClientException("Failure executing: POST at: https://api/", code, status);
    }

    private static ClusterResult<String> of(KubernetesClientException failure) {
        return Failures.of(failure, "create", SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | Forbidden | secrets \"a\" is forbidden: exceeded quota: vdc-quota, requested: secrets=1 | a | QUOTA_EXCEEDED",
                "403 | Forbidden | secrets \"a\" is forbidden: unable to create new content in namespace n because it is being terminated | a | TERMINATING",
                "404 | NotFound | namespaces \"n\" not found | n | NOT_FOUND",
                "404 | NotFound | the server could not find the requested resource | '' | UNSUPPORTED",
                "409 | AlreadyExists | object is being deleted: secrets \"a\" already exists | a | TERMINATING",
                "422 | Invalid | Namespace \"n\" is invalid: metadata.labels: Invalid value: \"-x\" | n | INVALID",
                "400 | BadRequest | the namespace of the object does not match | a | INVALID",
            })
    void whatTheClusterRefusesIsRefusedInItsWords(
            int code, String reason, String message, String named, RefusalReason expected) {
        ClusterResult<String> result = of(status(code, reason, message, named));

        assertThat(result).isInstanceOf(Refused.class);
        Refused<String> refused = (Refused<String>) result;
        assertThat(refused.reason()).isEqualTo(expected);
        assertThat(refused.explanation()).contains(message).doesNotContain("Failure executing", "https://");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secrets is forbidden: User \"ssvirt\" cannot create resource \"secrets\" in API group \"\" in the namespace \"vdc-a\""
                        + " | create | secrets | vdc-a",
                "namespaces \"n\" is forbidden: User \"system:serviceaccount:ssvirt:ssvirt\" cannot patch resource \"namespaces\" in API"
                        + " group \"\" in the namespace \"n\" | patch | namespaces | n",
                "virtualmachines.kubevirt.io is forbidden: User \"u\" cannot list resource \"virtualmachines\" in API group"
                        + " \"kubevirt.io\" at the cluster scope | list | virtualmachines.kubevirt.io | ''",
                "virtualmachines.subresources.kubevirt.io \"w\" is forbidden: User \"u\" cannot update resource"
                        + " \"virtualmachines/start\" in API group \"subresources.kubevirt.io\" in the namespace \"n\""
                        + " | update | virtualmachines/start.subresources.kubevirt.io | n",
                "forbidden: User \"u\" cannot get path \"/readyz\" | get | /readyz | ''",
                "roles.rbac.authorization.k8s.io \"r\" is forbidden: user \"u\" (groups=[\"g\"]) is attempting to grant RBAC permissions"
                        + " not currently held: {APIGroups:[\"\"]} | grant | {APIGroups:[\"\"]} | ''",
            })
    void aMissingRightIsNamedForTheAdministratorAndKeptFromTheTenant(
            String message, String verb, String resource, String namespace) {
        assertThat(MissingRight.in(message)).contains(new MissingRight(verb, resource, namespace));
        KubernetesClientException failure = status(403, "Forbidden", message, "a");

        Refused<String> refused = (Refused<String>) of(failure);

        assertThat(refused.reason()).isEqualTo(RefusalReason.FORBIDDEN);
        assertThat(refused.explanation())
                .contains("may not create Secret \"web-params\"")
                .doesNotContain("User", "serviceaccount", "RBAC");
        assertThat(Failures.words(failure)).startsWith("SSVirt's account").contains(resource);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | admission webhook \"vm-mutator.kubevirt.io\" denied the request: spec.runStrategy: Invalid RunStrategy (Bogus)",
                "403 | admission webhook \"policy.example\" denied the request: images must come from our registry",
                "409 | admission webhook \"policy.example\" denied the request: name is reserved",
                "422 | admission webhook \"v.kubevirt.io\" denied the request: Running and RunStrategy are mutually exclusive",
                "500 | Internal error occurred: admission webhook \"policy.example\" denied the request: no more today",
            })
    void whatAWebhookDeniesIsRefusedWithItsReasonAlone(int code, String message) {
        Refused<String> refused = (Refused<String>) of(status(code, "", message, "a"));

        assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
        assertThat(refused.explanation())
                .isEqualTo("a rule of the cluster does not allow it: "
                        + message.substring(message.indexOf("request: ") + 9));
    }

    @Test
    void anAdmissionRuleIsAboutTheRequestAndNotAboutARight() {
        String message = "pods \"p\" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi";

        assertThat(of(status(403, "Forbidden", message, "p")))
                .isEqualTo(ClusterResult.refused(RefusalReason.INVALID, message));
    }

    @Test
    void aWebhookThatCannotBeReachedIsTriedAgain() {
        String message =
                "Internal error occurred: failed calling webhook \"v.kubevirt.io\": connect: connection refused";

        assertThat(of(status(500, "InternalError", message, ""))).isInstanceOf(Unavailable.class);
    }

    @Test
    void anObjectThatIsThereAlreadyIsAConflict() {
        assertThat(of(status(409, "AlreadyExists", "secrets \"web-params\" already exists", "web-params")))
                .isEqualTo(new Conflict<>(SECRET, ""));
    }

    @Test
    void aChangeAtTheSameMomentIsTriedAgain() {
        assertThat(of(status(409, "Conflict", "the object has been modified", "a")))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aQuotaThatIsNotCountedYetIsTriedAgain() {
        assertThat(of(status(403, "Forbidden", "secrets \"a\" is forbidden: status unknown for quota: vdc-quota", "a")))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void tooManyRequestsWaitAsLongAsTheClusterSays() {
        Unavailable<String> away = (Unavailable<String>) of(status(429, "TooManyRequests", "slow down", ""));

        assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "410"})
    void whatTheServerCannotDoNowIsUnavailable(int code) {
        assertThat(of(status(code, "InternalError", "etcd is busy", "")))
                .isEqualTo(new Unavailable<>("etcd is busy", Duration.ofSeconds(2)));
    }

    @Test
    void noAnswerIsUnavailableInPlainWords() {
        IOException refused = new IOException("refused", new ConnectException("Connection refused"));
        IOException late = new IOException("late", new HttpTimeoutException("request timed out"));

        assertThat(of(new KubernetesClientException("POST https://api/", refused)))
                .isEqualTo(new Unavailable<>("the API server does not accept connections", Duration.ofSeconds(2)));
        assertThat(of(new KubernetesClientException("POST https://api/", late)))
                .isEqualTo(new Unavailable<>("the API server did not answer in time", Duration.ofSeconds(2)));
    }

    @Test
    void credentialsThatAreNotAcceptedAreNeverRepeated() {
        Unavailable<String> away = (Unavailable<String>) of(status(401, "Unauthorized", "Unauthorized", ""));

        assertThat(away.explanation()).isEqualTo("the cluster does not accept our credentials (401)");
    }
}
