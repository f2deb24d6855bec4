package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Conflict;
import io.ssvirt.cluster.spi.ClusterResult.Unavailable;
import io.ssvirt.cluster.spi.RefusalReason;

/** What failures of the client mean: the only place where they become results of the seam, in plain words and without a secret. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATER = Duration.ofSeconds(2);
    private static final Duration ACCOUNT = Duration.ofSeconds(30);
    private static final String CREDENTIALS = "the cluster does not accept our credentials (401)";
    private static final Pattern DENIED =
            Pattern.compile("admission webhook \"[^\"]*\" denied the request:?\\s*(.*)", Pattern.DOTALL);

    private Failures() {}

    /**
     * Makes calls that may fail.
     *
     * @param verb what is done, such as {@code create}
     * @param object kind and name, such as {@code Secret "web-params"}
     */
    static <T> ClusterResult<T> guarded(String verb, String object, Supplier<ClusterResult<T>> calls) {
        try {
            return calls.get();
        } catch (KubernetesClientException e) {
            return of(e, verb, object);
        } catch (IllegalStateException | RejectedExecutionException closed) {
            return new Unavailable<>("the connection to the cluster is being closed", LATER);
        }
    }

    static <T> ClusterResult<T> of(KubernetesClientException failure, String verb, String object) {
        if (failure instanceof WrongState) {
            return refused(RefusalReason.WRONG_STATE, failure.getMessage());
        }
        if (failure instanceof Requester.Reaching) {
            return refused(RefusalReason.INVALID, failure.getMessage());
        }
        String words = words(failure);
        Matcher denied = DENIED.matcher(words);
        if (denied.find()) {
            return refused(
                    RefusalReason.INVALID, "a rule of the cluster does not allow it: " + one(denied.group(1), object));
        }
        return switch (failure.getCode()) {
            case 400, 413, 422 -> refused(RefusalReason.INVALID, words);
            case 401 -> new Unavailable<>(CREDENTIALS, ACCOUNT);
            case 403 -> forbidden(failure, verb, object, words);
            case 404 -> missing(failure, object, words);
            case 405, 406, 415, 501 -> refused(RefusalReason.UNSUPPORTED, words);
            case 409 -> conflict(failure, object, words);
            default -> away(failure, words);
        };
    }

    /** Tells whether an object of that name is there already. */
    static boolean isAlreadyThere(KubernetesClientException failure) {
        return failure.getCode() == 409 && "AlreadyExists".equals(reason(failure));
    }

    /** Tells whether the answer is about the object itself and not about its kind. */
    static boolean isObjectMissing(KubernetesClientException failure) {
        return failure.getCode() == 404
                && details(failure)
                        .map(StatusDetails::getName)
                        .filter(name -> !name.isEmpty())
                        .isPresent();
    }

    /** Tells whether this cluster has nothing at that path, such as a kind or a subresource that is not installed. */
    static boolean isKindMissing(KubernetesClientException failure) {
        return failure.getCode() == 404 && !isObjectMissing(failure);
    }

    /** Tells whether the object is not the one that was meant any more. */
    static boolean isStale(KubernetesClientException failure) {
        return failure.getCode() == 409 && "Conflict".equals(reason(failure));
    }

    /** Says in plain words what went wrong, without what led there. */
    static String words(KubernetesClientException failure) {
        if (failure.getCode() <= 0) {
            return failure instanceof BrokenAnswer ? BrokenAnswer.WORDS : Unreachable.words(failure);
        }
        return words(
                failure.getCode(),
                Optional.ofNullable(failure.getStatus()).map(Status::getMessage).orElse(""));
    }

    /** Says in plain words what an answer means. */
    static String words(int code, String message) {
        if (code == 401) {
            return CREDENTIALS;
        }
        if (message == null || message.isBlank()) {
            return "the cluster answered with status " + code;
        }
        return code == 403 ? MissingRight.in(message).map(MissingRight::words).orElse(message) : message;
    }

    private static <T> ClusterResult<T> refused(RefusalReason reason, String words) {
        return ClusterResult.refused(reason, words);
    }

    private static <T> ClusterResult<T> forbidden(
            KubernetesClientException failure, String verb, String object, String words) {
        if (words.contains("status unknown for quota")) {
            return new Unavailable<>("a quota that was just made is not in force yet: " + words, SOON);
        }
        if (words.contains("exceeded quota")) {
            return refused(RefusalReason.QUOTA_EXCEEDED, words);
        }
        if (words.contains("being terminated")
                || causes(failure).stream().anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()))) {
            return refused(RefusalReason.TERMINATING, words);
        }
        String message =
                Optional.ofNullable(failure.getStatus()).map(Status::getMessage).orElse("");
        Optional<MissingRight> right = MissingRight.in(message);
        if (right.isPresent() || message.isBlank() || !message.contains("forbidden: ")) {
            LOG.warn(
                    "Right missing in the cluster, see docs/kubernetes-rbac.md verb={} resource={} namespace={} object={}"
                            + " answer={}",
                    right.map(MissingRight::verb).orElse(verb),
                    right.map(MissingRight::resource).orElse("?"),
                    right.map(MissingRight::namespace).orElse("?"),
                    object,
                    message);
            return refused(
                    RefusalReason.FORBIDDEN,
                    "SSVirt may not " + verb + " " + object
                            + " in the cluster; its administrator finds the missing right in the log");
        }
        // An admission rule, such as a limit range or the security level of pods: about what is asked, not about who
        // asks.
        return refused(RefusalReason.INVALID, words);
    }

    private static String one(String reason, String object) {
        return reason.isBlank() ? object + " is denied" : reason.strip();
    }

    private static <T> ClusterResult<T> missing(KubernetesClientException failure, String object, String words) {
        return isObjectMissing(failure)
                ? refused(RefusalReason.NOT_FOUND, words)
                : refused(RefusalReason.UNSUPPORTED, "this cluster knows nothing of " + object + ": " + words);
    }

    private static <T> ClusterResult<T> conflict(KubernetesClientException failure, String object, String words) {
        if (words.contains("being deleted")) {
            return refused(RefusalReason.TERMINATING, words);
        }
        Optional<StatusCause> manager = causes(failure).stream()
                .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
                .findFirst();
        if (manager.isPresent()) {
            return new Conflict<>(object, manager.get().getMessage());
        }
        return isStale(failure)
                ? new Unavailable<>(object + " changed at the same moment: " + words, SOON)
                : new Conflict<>(object, "");
    }

    private static <T> ClusterResult<T> away(KubernetesClientException failure, String words) {
        Duration after = details(failure)
                .map(StatusDetails::getRetryAfterSeconds)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .orElse(LATER);
        return new Unavailable<>(words, after);
    }

    private static String reason(KubernetesClientException failure) {
        return failure.getStatus() == null ? "" : failure.getStatus().getReason();
    }

    private static Optional<StatusDetails> details(KubernetesClientException failure) {
        return Optional.ofNullable(failure.getStatus()).map(Status::getDetails);
    }

    private static List<StatusCause> causes(KubernetesClientException failure) {
        return details(failure).map(StatusDetails::getCauses).orElse(List.of());
    }
}
