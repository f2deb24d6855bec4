package io.ssvirt.cluster.kubernetes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.cluster.spi.Labels;
import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.NamespaceName;

/**
 * Fabric8's client alone, making the namespace set of a VDC with the same writes as the provider: the namespace first, then
 * everything in it at the same time.
 */
public final class BareClient implements AutoCloseable {

    private static final OperationKey KEY = new OperationKey("bare");
    private static final int FIRST_FAILURE = 300;

    private final KubernetesClient client;

    /** Connects to a cluster as the provider does: an administrator's calls cost the API server less, because it may do everything. */
    public BareClient(TestCluster cluster) {
        client = cluster.server().provider();
    }

    /** Returns how many writes {@link #create} makes. */
    public int writes(Map<String, String> quota) {
        return 1 + content(space("any", quota)).size();
    }

    /** Makes the set of one namespace. */
    public void create(String name, Map<String, String> quota) {
        SpaceObjects space = space(name, quota);
        check(send("POST", Kind.NAMESPACE.path() + "?fieldManager=bare", "application/json", space.namespace(false)));
        List<CompletableFuture<HttpResponse<String>>> wave = new ArrayList<>();
        content(space).forEach((kind, object) -> {
            Metadata metadata = Metadata.of(object);
            String path = kind.path(metadata.namespace(), metadata.name()) + "?fieldManager=bare&force=true";
            wave.add(send("PATCH", path, "application/apply-patch+yaml", object));
        });
        wave.forEach(BareClient::check);
    }

    private static SpaceObjects space(String name, Map<String, String> quota) {
        String id = UUID.nameUUIDFromBytes(name.getBytes()).toString();
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.ORGANIZATION, "bare");
        labels.put(Labels.ORGANIZATION_ID, id);
        labels.put(Labels.VDC, name);
        labels.put(Labels.VDC_ID, id);
        labels.put(Labels.MANAGED_BY, "benchmark");
        labels.put(Labels.COMPONENT, "vdc");
        Map<String, String> annotations = new LinkedHashMap<>();
        for (String word : List.of(
                "organization-display-name",
                "organization-description",
                "organization-urn",
                "vdc-description",
                "vdc-urn",
                "created-by")) {
            annotations.put("ssvirt.io/" + word, id);
        }
        return new SpaceObjects(
                new DesiredSpace(
                        UUID.fromString(id), new NamespaceName(name), labels, annotations, quota, false, false),
                KEY);
    }

    private static Map<Kind, Map<String, Object>> content(SpaceObjects space) {
        Map<Kind, Map<String, Object>> content = new LinkedHashMap<>();
        content.put(Kind.QUOTA, space.quota());
        content.put(
                Kind.NETWORK_POLICY,
                space.isolation(SpaceStyle.USUAL.isolation()).orElseThrow());
        content.put(Kind.ACCOUNT, SpaceAccount.account(space));
        content.put(Kind.ROLE, SpaceAccount.role(space, SpaceStyle.USUAL.templateKinds()));
        content.put(Kind.ROLE_BINDING, SpaceAccount.binding(space));
        return content;
    }

    private CompletableFuture<HttpResponse<String>> send(
            String method, String path, String type, Map<String, Object> object) {
        String body = client.getKubernetesSerialization().asJson(object);
        return client.getHttpClient()
                .sendAsync(
                        Calls.request(client, path).method(method, type, body).build(), String.class);
    }

    private static void check(CompletableFuture<HttpResponse<String>> answer) {
        HttpResponse<String> done = answer.join();
        if (done.code() >= FIRST_FAILURE) {
            throw new IllegalStateException("the API server answered " + done.code() + ": " + done.body());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
