package io.ssvirt.cluster.kubernetes.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import io.ssvirt.cluster.spi.template.Tree;

/**
 * KubeVirt's own API behind the API server, as an aggregated API and as a webhook: the answers come from {@link VirtAnswers}.
 *
 * <p>The API server passes on what it has authorized, so rights count as they do in a real cluster.
 */
final class VirtApi implements AutoCloseable {

    private static final String GROUP = "subresources.kubevirt.io";
    private static final String ROOT = "/apis/" + GROUP + "/v1";
    private static final int TRIES = 5;
    private static final String WEBHOOK = "/virtualmachines-validate";

    private final KubernetesClient client;
    private final Api admin;
    private final VirtAnswers answers;
    private final SelfSigned certificate = SelfSigned.of("CN=virt-api");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpsServer server;

    /** Starts it; the client is closed with it. */
    VirtApi(KubernetesClient client) throws IOException {
        this.client = client;
        this.admin = new Api(() -> client);
        this.answers = new VirtAnswers(admin);
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Makes the API server pass the calls on. */
    void register() {
        int port = server.getAddress().getPort();
        admin.create(Kind.NAMESPACE, "", Map.of("metadata", Map.of("name", "kubevirt")));
        client.load(stream(
                        """
                apiVersion: v1
                kind: Service
                metadata: {name: virt-api, namespace: kubevirt}
                spec: {type: ExternalName, externalName: localhost}
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.subresources.kubevirt.io}
                spec:
                  group: subresources.kubevirt.io
                  version: v1
                  groupPriorityMinimum: 1000
                  versionPriority: 15
                  insecureSkipTLSVerify: true
                  service: {namespace: kubevirt, name: virt-api, port: %d}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: virt-api-validator}
                webhooks:
                  - name: virtualmachine-validator.kubevirt.io
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Fail
                    clientConfig: {url: "https://localhost:%d%s", caBundle: %s}
                    rules:
                      - {apiGroups: [kubevirt.io], apiVersions: [v1], resources: [virtualmachines], operations: [CREATE, UPDATE]}
                """
                                .formatted(
                                        port,
                                        port,
                                        WEBHOOK,
                                        Base64.getEncoder()
                                                .encodeToString(certificate
                                                        .certificate()
                                                        .getBytes(StandardCharsets.US_ASCII)))))
                .create();
    }

    /** Tells whether the API server passes calls on by now. */
    boolean isServed() {
        try {
            return !admin.get(ROOT).isEmpty();
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    VirtAnswers answers() {
        return answers;
    }

    /** Returns the calls of power so far, such as {@code virtualmachines/web/start}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            VirtAnswers.Answer answer = patiently(exchange.getRequestURI().getPath(), body);
            byte[] bytes = answer.body().isEmpty()
                    ? new byte[0]
                    : new KubernetesSerialization().asJson(answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The controller may write at the same moment. */
    private VirtAnswers.Answer patiently(String path, String body) {
        for (int tries = 1; ; tries++) {
            try {
                return answer(path, body);
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409 || tries == TRIES) {
                    return VirtAnswers.failure(
                            500, "InternalError", "Internal error occurred: " + e.getMessage(), "", "");
                }
            }
        }
    }

    private VirtAnswers.Answer answer(String path, String body) {
        Map<String, Object> tree =
                body.isBlank() ? Map.of() : Tree.asMap(new KubernetesSerialization().unmarshal(body, Map.class));
        if (path.equals(WEBHOOK)) {
            return review(Tree.map(tree, "request"));
        }
        String[] part = path.startsWith(ROOT + "/namespaces/")
                ? path.substring(ROOT.length() + 1).split("/")
                : new String[0];
        if (part.length == 5) {
            calls.add(part[2] + "/" + part[3] + "/" + part[4]);
            return answers.to(part[1], part[2], part[3], part[4], tree);
        }
        return new VirtAnswers.Answer(200, path.equals(ROOT) ? resources() : group());
    }

    private VirtAnswers.Answer review(Map<String, Object> request) {
        Optional<String> refusal = answers.refusal(Tree.map(request, "object"));
        Map<String, Object> response = refusal.<Map<String, Object>>map(why -> Map.of(
                        "uid", request.get("uid"), "allowed", false, "status", Map.of("code", 422, "message", why)))
                .orElseGet(() -> Map.of("uid", request.get("uid"), "allowed", true));
        return new VirtAnswers.Answer(
                200, Map.of("apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "response", response));
    }

    private static Map<String, Object> resources() {
        List<Map<String, Object>> all = Stream.of(
                        "virtualmachines/start",
                        "virtualmachines/stop",
                        "virtualmachines/restart",
                        "virtualmachineinstances/pause",
                        "virtualmachineinstances/unpause",
                        "virtualmachineinstances/softreboot",
                        "virtualmachineinstances/reset")
                .map(name -> Map.<String, Object>of(
                        "name", name, "singularName", "", "namespaced", true, "kind", "", "verbs", List.of()))
                .toList();
        return Map.of("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", GROUP + "/v1", "resources", all);
    }

    private static Map<String, Object> group() {
        Map<String, Object> version = Map.of("groupVersion", GROUP + "/v1", "version", "v1");
        return Map.of(
                "kind",
                "APIGroup",
                "apiVersion",
                "v1",
                "name",
                GROUP,
                "versions",
                List.of(version),
                "preferredVersion",
                version);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
