package io.ssvirt.cluster.kubernetes.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCauseBuilder;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.template.Tree;

/** Reads what came back from the API server, or from a proxy in front of it, which may be anything. */
final class Answers {

    private static final int LONGEST_TEXT = 200;

    private final KubernetesSerialization json;

    Answers(KubernetesSerialization json) {
        this.json = json;
    }

    /**
     * Reads an object; nothing reads as an empty one.
     *
     * @throws BrokenAnswer when it is no object
     */
    Map<String, Object> tree(String body) {
        if (body == null || body.isBlank()) {
            return new LinkedHashMap<>();
        }
        if (!body.stripLeading().startsWith("{")) {
            throw new BrokenAnswer(null);
        }
        try {
            return Tree.asMap(json.unmarshal(body, Map.class));
        } catch (KubernetesClientException e) {
            throw new BrokenAnswer(e);
        }
    }

    /** Makes the failure of an answer that says no, whether or not its body is the API server's own. */
    KubernetesClientException failure(int code, Optional<Integer> retryAfter, String body) {
        return failure(code, retryAfter, body, UnaryOperator.identity());
    }

    /** Makes the failure, with what may be told of what the answer says. */
    KubernetesClientException failure(
            int code, Optional<Integer> retryAfter, String body, UnaryOperator<String> discretion) {
        Status status = discreet(status(code, body), discretion);
        Integer after = Optional.ofNullable(status.getDetails())
                .map(details -> details.getRetryAfterSeconds())
                .or(() -> retryAfter)
                .orElse(null);
        Status complete = after == null
                ? status
                : new StatusBuilder(status)
                        .editOrNewDetails()
                        .withRetryAfterSeconds(after)
                        .endDetails()
                        .build();
        return new KubernetesClientException(Failures.words(code, complete.getMessage()), code, complete);
    }

    private static Status discreet(Status status, UnaryOperator<String> discretion) {
        StatusBuilder discreet = new StatusBuilder(status).withMessage(discretion.apply(status.getMessage()));
        return status.getDetails() == null
                ? discreet.build()
                : discreet.withDetails(new StatusDetailsBuilder(status.getDetails())
                                .withCauses(status.getDetails().getCauses().stream()
                                        .map(cause -> new StatusCauseBuilder(cause)
                                                .withMessage(discretion.apply(cause.getMessage()))
                                                .build())
                                        .toList())
                                .build())
                        .build();
    }

    private Status status(int code, String body) {
        try {
            if (body != null && "Status".equals(Tree.text(tree(body), "kind"))) {
                return new StatusBuilder(json.unmarshal(body, Status.class))
                        .withCode(code)
                        .build();
            }
        } catch (KubernetesClientException e) {
            return text(code, body);
        }
        return text(code, body);
    }

    /** A short text may say something; a page of HTML says nothing to anybody. */
    private static Status text(int code, String body) {
        String line = body == null ? "" : body.strip();
        boolean readable = line.length() <= LONGEST_TEXT && line.indexOf('<') < 0 && line.indexOf('{') < 0;
        return new StatusBuilder()
                .withCode(code)
                .withReason("")
                .withMessage(readable ? line : "")
                .build();
    }
}
