package io.ssvirt.itests;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.inject.Inject;

import org.apache.karaf.features.BootFinished;
import org.assertj.core.api.Assertions;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;

import net.bytebuddy.ByteBuddy;

/**
 * The distribution as it is shipped, started once for each test class on ports of its own.
 *
 * <p>A test runs inside the container, sees its services through {@code @Inject} and talks to the API over the wire.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class RunningSystem {

    private static final String PORT = "ssvirt.test.port";

    /** There as soon as all features of the boot are installed and started. */
    @Inject
    @Filter(timeout = 120_000)
    protected BootFinished booted;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Says how the container is started. */
    @Configuration
    public Option[] configuration() throws IOException {
        int port = freePort();
        List<Option> options = new ArrayList<>();
        options.add(KarafDistributionOption.karafDistributionConfiguration()
                .frameworkUrl("file:" + new File(System.getProperty("ssvirt.distribution")).getAbsolutePath())
                .karafVersion(System.getProperty("karaf.version"))
                .name("SSVirt")
                .unpackDirectory(new File(System.getProperty("ssvirt.exam")))
                .useDeployFolder(false));
        options.add(KarafDistributionOption.keepRuntimeFolder());
        options.add(
                KarafDistributionOption.configureConsole().ignoreLocalConsole().ignoreRemoteShell());
        options.add(KarafDistributionOption.editConfigurationFilePut(
                "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", Integer.toString(port)));
        options.add(KarafDistributionOption.editConfigurationFilePut(
                "etc/org.ops4j.pax.url.mvn.cfg",
                "org.ops4j.pax.url.mvn.localRepository",
                System.getProperty("ssvirt.repository")));
        options.add(CoreOptions.systemProperty(PORT).value(Integer.toString(port)));
        options.add(bundleOf(ByteBuddy.class));
        options.add(bundleOf(Assertions.class));
        for (String option : JavaOptions.of(System.getProperty("karaf.version"))) {
            options.add(new VMOption(option));
        }
        return options.toArray(Option[]::new);
    }

    /** Asks the running system for a path that starts with a slash. */
    protected HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(url(path)).GET());
    }

    /** Sends any request to the running system. */
    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new AssertionError("the API does not answer: " + unreachable, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the API was asked", interrupted);
        }
    }

    /** Returns the address of a path on the port of this container. */
    protected URI url(String path) {
        return URI.create("http://127.0.0.1:" + System.getProperty(PORT) + path);
    }

    private static Option bundleOf(Class<?> type) {
        return CoreOptions.bundle(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
