package io.ssvirt.cluster.kubernetes.internal;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;

import io.ssvirt.metrics.api.Meters;

/** Counts calls of the API server by what they do to which kind of thing, never by name. */
final class CallMeter implements Interceptor {

    private final Meters.Counter calls;

    CallMeter(Meters meters) {
        this.calls = meters.counter(
                "ssvirt_cluster_calls_total",
                "Calls of the API server; code is error when there was no answer.",
                "verb",
                "resource",
                "code");
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        count(request, Integer.toString(response.code()));
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        count(request, "error");
    }

    private void count(HttpRequest request, String code) {
        Target target = Target.of(request.uri());
        calls.count(verb(request, target), target.resource(), code);
    }

    private static String verb(HttpRequest request, Target target) {
        return switch (request.method()) {
            case "GET" -> read(request.uri(), target);
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "other";
        };
    }

    private static String read(URI uri, Target target) {
        if (uri.getQuery() != null && uri.getQuery().contains("watch=true")) {
            return "watch";
        }
        return target.named() ? "get" : "list";
    }

    /**
     * What a path leads to.
     *
     * @param resource its plural, with the subresource; {@code other} for what is no resource
     */
    record Target(String resource, boolean named) {

        static Target of(URI uri) {
            String[] parts = uri.getPath().split("/");
            int at = parts.length > 1 && parts[1].equals("api") ? 3 : 4;
            if (parts.length <= at || !parts[1].startsWith("api")) {
                return new Target("other", true);
            }
            if (parts[at].equals("namespaces") && parts.length > at + 2) {
                at += 2;
            }
            String resource = parts[at];
            return parts.length > at + 2
                    ? new Target(resource + "/" + parts[at + 2], true)
                    : new Target(resource, parts.length > at + 1);
        }
    }
}
