package io.ssvirt.cluster.kubernetes.internal;

import java.net.http.HttpClient;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/**
 * HTTP whose threads go on until its last call has ended, also after the client was closed.
 *
 * <p>The usual ones end at once, and a call that is open then never ends: its end is work for such a thread. Its connection and its
 * selector stay for good, and what waited for it with them, down to the class loader of an exchanged bundle.
 */
final class OutlivedHttp extends JdkHttpClientFactory {

    private static final int IDLE_SECONDS = 5;

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        return HttpClient.newBuilder()
                .executor(new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Threads.named("ssvirt-kubernetes-http")));
    }
}
