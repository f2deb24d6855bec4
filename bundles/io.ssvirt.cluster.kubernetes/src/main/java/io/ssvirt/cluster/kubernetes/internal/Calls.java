package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

/**
 * Sends single requests to the API server and waits for their answers.
 *
 * <p>Each carries the id of the request that it is made for as {@code Audit-ID}, under which the API server's audit log has it.
 */
final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final String REQUEST_ID = "requestId";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final int UNAUTHORIZED = 401;
    private static final long MILLION = 1_000_000;

    private final Clients clients;
    private final Pace pace;
    private final Discretion discretion;

    Calls(Clients clients, Pace pace) {
        this(clients, pace, Discretion.NONE);
    }

    /** Takes who must not be named in what goes wrong. */
    Calls(Clients clients, Pace pace, Discretion discretion) {
        this.clients = clients;
        this.pace = pace;
        this.discretion = discretion;
    }

    Discretion discretion() {
        return discretion;
    }

    Clients clients() {
        return clients;
    }

    /** Reads what is at a path. */
    String get(String path) {
        return send("GET", path, "application/json", null);
    }

    /**
     * Sends a request and returns the body of its answer.
     *
     * @param type media type of the body; of no matter without one
     * @param body null for none
     * @throws KubernetesClientException when the answer says no, or there is none
     */
    String send(String method, String path, String type, String body) {
        KubernetesClient client = clients.get();
        Answer answer = exchange(client, method, path, type, body);
        if (answer.code() == UNAUTHORIZED && clients.renew(client)) {
            client = clients.get();
            answer = exchange(client, method, path, type, body);
        }
        if (!answer.head().isSuccessful()) {
            throw new Answers(client.getKubernetesSerialization())
                    .failure(
                            answer.code(),
                            retryAfter(answer.head()),
                            answer.body(),
                            words -> discretion.inAnswerTo(path, words));
        }
        return answer.body();
    }

    private record Answer(HttpResponse<?> head, String body) {

        int code() {
            return head.code();
        }
    }

    /** Begins a request; the time limit is for the client itself, which ends a call only then, and with it its connection. */
    static HttpRequest.Builder request(KubernetesClient client, String path) {
        String root = client.getMasterUrl().toString();
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
                .uri(root.endsWith("/") ? root.substring(0, root.length() - 1) + path : root + path)
                .setHeader("Accept", "application/json");
    }

    private Answer exchange(KubernetesClient client, String method, String path, String type, String body) {
        Duration patience = Duration.ofMillis(client.getConfiguration().getRequestTimeout());
        pace.take(patience);
        String id = MDC.get(REQUEST_ID);
        HttpRequest.Builder request = request(client, path).method(method, type, body);
        if (id != null) {
            request.setHeader("Audit-ID", id);
        }
        long started = System.nanoTime();
        WholeBody whole = new WholeBody();
        HttpResponse<AsyncBody> head = wait(client.getHttpClient().consumeBytes(request.build(), whole), patience);
        Answer answer = new Answer(head, whole.await(head.body(), patience.minusNanos(System.nanoTime() - started)));
        LOG.debug(
                "Cluster called method={} path={} status={} took={}ms",
                method,
                path,
                answer.code(),
                (System.nanoTime() - started) / MILLION);
        return answer;
    }

    static <T> T wait(CompletableFuture<T> answer, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("given up", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new KubernetesClientException("no answer", e);
        } catch (ExecutionException e) {
            throw new KubernetesClientException("no answer", e.getCause());
        }
    }

    private static Optional<Integer> retryAfter(HttpResponse<?> answer) {
        return Optional.ofNullable(answer.header("Retry-After"))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf);
    }
}
