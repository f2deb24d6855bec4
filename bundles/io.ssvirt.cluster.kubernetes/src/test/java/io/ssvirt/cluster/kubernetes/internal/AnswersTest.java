package io.ssvirt.cluster.kubernetes.internal;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Refused;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.cluster.spi.RefusalReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bodies as they come from API servers, proxies and load balancers. */
final class AnswersTest {

    private final Answers answers = new Answers(new KubernetesSerialization());

    private ClusterResult<String> of(int code, String body) {
        return Failures.of(answers.failure(code, Optional.empty(), body), "create", "Secret \"s\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | 404 page not found | UNSUPPORTED",
                "404 | '' | UNSUPPORTED",
                "404 | {\"kind\":\"Status\",\"message\":\"pods \\\"p\\\" not found\",\"reason\":\"NotFound\",\"details\":{\"name\":\"p\"}} | NOT_FOUND",
                "403 | <html><body>Forbidden by proxy</body></html> | FORBIDDEN",
                "403 | '' | FORBIDDEN",
                "422 | {\"kind\":\"Sta | INVALID",
                "400 | the body is no JSON | INVALID",
                "405 | Method not allowed | UNSUPPORTED",
            })
    void anyBodyOfARefusalIsARefusal(int code, String body, RefusalReason reason) {
        Refused<String> refused = (Refused<String>) of(code, body);

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.explanation()).isNotBlank().doesNotContain("<html>", "Exception", "{\"kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized",
                "410 | {\"kind\":\"Status\",\"message\":\"too old resource version\"}",
                "429 | Too many requests",
                "500 | ''",
                "502 | <html><head><title>502 Bad Gateway</title></head></html>",
                "503 | upstream connect error",
                "504 | {\"kind\":\"Status\",\"message\":\"Timeout: request did not complete\"}",
            })
    void anyBodyOfAnOutageIsAnOutage(int code, String body) {
        Unavailable<String> away = (Unavailable<String>) of(code, body);

        assertThat(away.explanation()).isNotBlank().doesNotContain("<html>", "Exception");
        assertThat(away.retryAfter()).isPositive();
    }

    @Test
    void theHeaderTellsHowLongToWaitUnlessTheBodyDoes() {
        String own = "{\"kind\":\"Status\",\"message\":\"slow down\",\"details\":{\"retryAfterSeconds\":3}}";

        KubernetesClientException byHeader = answers.failure(429, Optional.of(9), "slow down");
        KubernetesClientException byBody = answers.failure(429, Optional.of(9), own);

        assertThat(((Unavailable<?>) Failures.of(byHeader, "get", "x")).retryAfter())
                .hasSeconds(9);
        assertThat(((Unavailable<?>) Failures.of(byBody, "get", "x")).retryAfter())
                .hasSeconds(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\":\"Sec", "<html></html>", "404 page not found", "[1]", "null", "{\"a\":}"})
    void whatIsNoWholeObjectIsAnOutageAndNeverAnObject(String body) {
        assertThatThrownBy(() -> answers.tree(body)).isInstanceOf(BrokenAnswer.class);
        assertThat(Failures.<String>guarded("get", "x", () -> {
                    answers.tree(body);
                    return ClusterResult.applied("");
                }))
                .isInstanceOfSatisfying(Unavailable.class, away -> assertThat(away.explanation())
                        .isEqualTo(BrokenAnswer.WORDS));
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(answers.tree("")).isEqualTo(Map.of());
        assertThat(answers.tree(null)).isEqualTo(Map.of());
    }
}
