package io.ssvirt.cluster.kubernetes.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

import io.ssvirt.metrics.api.Meters;

/** The client, made when the configuration allows it and replaced when it has to be made anew. */
final class Connection implements Clients, AutoCloseable {

    private static final Duration RENEWED_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Supplier<Config> config;
    private final Executor tasks;
    private final CallMeter meter;
    private final Set<KubernetesClient> retired = new HashSet<>();
    private KubernetesClient client;
    private FileStamp stamp = FileStamp.NONE;
    private long madeAt;
    private boolean closed;

    Connection(Supplier<Config> config, Executor tasks) {
        this(config, tasks, Meters.none());
    }

    /** Counts its calls. */
    Connection(Supplier<Config> config, Executor tasks, Meters meters) {
        this.config = config;
        this.meter = new CallMeter(meters);
        this.tasks = tasks;
    }

    /**
     * Returns the client.
     *
     * @throws KubernetesClientException when the configuration does not lead to a cluster
     */
    @Override
    public synchronized KubernetesClient get() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (client == null) {
            Config from = config.get();
            stamp = FileStamp.of(from);
            client = build(from);
            madeAt = System.nanoTime();
        }
        return client;
    }

    /** Tells whether a file that the client was made from has changed since. */
    synchronized boolean isOutdated() {
        return client != null && !stamp.isCurrent();
    }

    /** Asks for credentials again, be it a file or a program that gives them; not over and over when that does not help. */
    @Override
    public synchronized boolean renew(KubernetesClient rejected) {
        if (client != rejected) {
            return client != null;
        }
        if (System.nanoTime() - madeAt < RENEWED_AT_MOST_EVERY.toNanos()) {
            return false;
        }
        reset();
        get();
        return true;
    }

    /** The builder looks for its implementation where the thread says first, which in a container may be anywhere. */
    private KubernetesClient build(Config from) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KubernetesClient.class.getClassLoader());
        try {
            return new KubernetesClientBuilder()
                    .withConfig(from)
                    .withHttpClientFactory(new OutlivedHttp())
                    .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("ssvirt-meter", meter))
                    .withTaskExecutor(tasks)
                    .build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Has the next one read the configuration again; calls under way may end on the old one. */
    synchronized void reset() {
        if (client == null) {
            return;
        }
        KubernetesClient old = client;
        client = null;
        retired.add(old);
        int patience = old.getConfiguration().getRequestTimeout();
        try {
            CompletableFuture.delayedExecutor(patience, TimeUnit.MILLISECONDS, tasks)
                    .execute(() -> retire(old));
        } catch (RejectedExecutionException closing) {
            retire(old);
        }
    }

    private synchronized void retire(KubernetesClient old) {
        if (retired.remove(old)) {
            old.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            retired.add(client);
            client = null;
        }
        retired.forEach(KubernetesClient::close);
        retired.clear();
    }
}
