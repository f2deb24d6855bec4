package io.ssvirt.cluster.kubernetes.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.metrics.api.Meters;

/** The provider as it runs in the container, in a hurry, for tests of other modules; closing it ends its threads. */
public final class RunningProvider implements AutoCloseable {

    private static final KindWatch.Rhythm BRISK =
            new KindWatch.Rhythm(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(20));

    private final KubernetesProvider provider;

    private RunningProvider(Settings settings) {
        this.provider = new KubernetesProvider(
                        settings,
                        () -> ClientConfig.of(settings, Optional.empty()),
                        Clock.systemUTC(),
                        Meters.none(),
                        BRISK)
                .start();
    }

    /**
     * Starts connecting to an API server.
     *
     * @param token file with the token of the account; empty for none
     * @param timeout of one call
     */
    public static RunningProvider on(String url, Optional<Path> token, Duration timeout) {
        Settings usual = Testbed.brisk(new Settings.Target(Optional.empty(), "", url, token, Optional.empty()));
        return new RunningProvider(new Settings(
                usual.target(),
                usual.templateNamespaces(),
                timeout,
                Duration.ofMillis(200),
                usual.limit(),
                usual.spaces(),
                usual.processing(),
                Optional.empty(),
                usual.userAgent()));
    }

    /** Returns it as its users see it. */
    public ClusterProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        provider.close();
    }
}
