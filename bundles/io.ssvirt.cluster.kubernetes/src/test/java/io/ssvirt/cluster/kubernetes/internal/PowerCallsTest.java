package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import io.ssvirt.cluster.spi.ClusterResult;
import io.ssvirt.cluster.spi.ClusterResult.Refused;
import io.ssvirt.cluster.spi.MachineReference;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.cluster.spi.RefusalReason;
import io.ssvirt.cluster.spi.template.InstancetypeSizes;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.PowerAction;

import static org.assertj.core.api.Assertions.assertThat;

/** What KubeVirt's API answers to start and stop, word for word as seen, since the API server of the other tests has none of it. */
final class PowerCallsTest {

    private static final String UID = "7c1f7c0e-26b4-4d0e-9d84-0d6f0d0c9a11";
    private static final String MACHINE = "{\"apiVersion\":\"kubevirt.io/v1\",\"kind\":\"VirtualMachine\",\"metadata\":"
            + "{\"name\":\"web\",\"namespace\":\"vdc-a\",\"uid\":\"" + UID + "\"},"
            + "\"spec\":{%s},\"status\":{\"printableStatus\":\"Stopped\"}}";
    private static final String NO_GUEST = "{\"kind\":\"Status\",\"code\":404,\"reason\":\"NotFound\",\"message\":"
            + "\"virtualmachineinstances \\\"web\\\" not found\",\"details\":{\"name\":\"web\"}}";
    private static final MachineReference WEB = new MachineReference(new NamespaceName("vdc-a"), "web", UID);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KubernetesClient client;
    private String spec = "\"runStrategy\":\"Halted\"";
    private int status = 202;
    private String type = "application/json";
    private String answer = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.startsWith("/apis/subresources")) {
            calls.add(exchange.getRequestMethod() + " " + path);
            send(exchange, status, type, answer);
        } else if (path.contains("/virtualmachineinstances/")) {
            send(exchange, 404, "application/json", NO_GUEST);
        } else {
            if (exchange.getRequestMethod().equals("PATCH")) {
                calls.add("PATCH " + body);
            }
            send(exchange, 200, "application/json", MACHINE.formatted(spec));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ClusterResult<ObservedMachine> power(PowerAction action) {
        return new VirtualMachines(new Api(() -> client), new Hardware(InstancetypeSizes.COMMON, key -> {}))
                .power(WEB, action, new OperationKey("k"));
    }

    @Test
    void anEmptyAnswerMeansAccepted() {
        assertThat(power(PowerAction.ON)).isInstanceOf(ClusterResult.Applied.class);
        assertThat(power(PowerAction.OFF)).isInstanceOf(ClusterResult.Applied.class);
        assertThat(calls)
                .containsExactly(
                        "PUT /apis/subresources.kubevirt.io/v1/namespaces/vdc-a/virtualmachines/web/start",
                        "PUT /apis/subresources.kubevirt.io/v1/namespaces/vdc-a/virtualmachines/web/stop");
    }

    @Test
    void theWrongStateIsRefusedInTheWordsOfKubeVirt() {
        status = 409;
        answer = "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"Operation cannot be fulfilled on"
                + " virtualmachine.kubevirt.io \\\"web\\\": VM is already running\",\"reason\":\"Conflict\","
                + "\"details\":{\"name\":\"web\",\"group\":\"kubevirt.io\",\"kind\":\"virtualmachine\"},\"code\":409}";

        Refused<ObservedMachine> refused = (Refused<ObservedMachine>) power(PowerAction.ON);

        assertThat(refused.reason()).isEqualTo(RefusalReason.WRONG_STATE);
        assertThat(refused.explanation()).contains("VM is already running");
    }

    @Test
    void aPlainTextNotFoundMeansThatTheObjectItselfIsPatched() {
        status = 404;
        type = "text/plain";
        answer = "404 page not found\n";

        assertThat(power(PowerAction.ON)).isInstanceOf(ClusterResult.Applied.class);
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1)).contains("\"runStrategy\":\"Always\"").contains(UID);
    }

    @Test
    void aMachineThatStillUsesRunningKeepsUsingIt() {
        spec = "\"running\":true";
        status = 404;
        type = "text/plain";
        answer = "404 page not found\n";

        assertThat(power(PowerAction.OFF)).isInstanceOf(ClusterResult.Applied.class);
        assertThat(calls.get(1)).contains("\"running\":false").doesNotContain("runStrategy");
    }

    @Test
    void aMissingRightIsNotWorkedAround() {
        status = 403;
        answer = "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"virtualmachines.subresources.kubevirt.io"
                + " \\\"web\\\" is forbidden\",\"reason\":\"Forbidden\",\"code\":403}";

        assertThat(((Refused<ObservedMachine>) power(PowerAction.ON)).reason()).isEqualTo(RefusalReason.FORBIDDEN);
        assertThat(calls).hasSize(1);
    }
}
