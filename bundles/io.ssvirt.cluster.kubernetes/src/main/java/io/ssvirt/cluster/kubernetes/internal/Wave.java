package io.ssvirt.cluster.kubernetes.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import org.slf4j.MDC;

import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.cluster.spi.ClusterResult;

/** Makes calls that do not depend on each other at the same time, and waits for all of them. */
final class Wave {

    /** One of the calls. */
    @FunctionalInterface
    interface Part {

        ClusterResult<Boolean> call();
    }

    private final Executor threads;

    Wave(Executor threads) {
        this.threads = threads;
    }

    /** Returns what the first one said that was not applied; those before and after it are made nevertheless. */
    ClusterResult<Boolean> run(List<Part> parts) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        List<CompletableFuture<ClusterResult<Boolean>>> answers = parts.stream()
                .map(part -> CompletableFuture.supplyAsync(() -> within(context, part), threads))
                .toList();
        ClusterResult<Boolean> result = ClusterResult.applied(true);
        for (Future<ClusterResult<Boolean>> answer : answers) {
            ClusterResult<Boolean> one = wait(answer);
            result = result.then(before -> one);
        }
        return result;
    }

    /** Lets the log of each call name the request that all of them are for. */
    private static ClusterResult<Boolean> within(Map<String, String> context, Part part) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            return part.call();
        } finally {
            MDC.clear();
        }
    }

    private static <T> T wait(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("given up", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
