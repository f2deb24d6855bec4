package io.ssvirt.cluster.kubernetes.internal;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/** The client, made when the configuration allows it and thrown away when it has to be made anew. */
final class Connection implements Supplier<KubernetesClient>, AutoCloseable {

    private final Supplier<Config> config;
    private final Executor tasks;
    private KubernetesClient client;
    private boolean closed;

    Connection(Supplier<Config> config, Executor tasks) {
        this.config = config;
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
            client = build(config.get());
        }
        return client;
    }

    /** The builder looks for its implementation where the thread says first, which in a container may be anywhere. */
    private KubernetesClient build(Config from) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KubernetesClient.class.getClassLoader());
        try {
            return new KubernetesClientBuilder()
                    .withConfig(from)
                    .withHttpClientFactory(new JdkHttpClientFactory())
                    .withTaskExecutor(tasks)
                    .build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Has the next one read the configuration again. */
    synchronized void reset() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        reset();
    }
}
