package io.ssvirt.itests;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.inject.Inject;

import org.apache.karaf.features.BootFinished;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.io.FileMatchers;
import org.junit.Before;
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

import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Figure;

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

    /** Says how the container is started; what a test adds goes into {@link #moreOptions()}. */
    @Configuration
    public final Option[] configuration() throws IOException {
        int port = freePort();
        List<Option> options = new ArrayList<>();
        options.add(KarafDistributionOption.karafDistributionConfiguration()
                .frameworkUrl("file:" + new File(System.getProperty("ssvirt.distribution")).getAbsolutePath())
                .karafVersion(System.getProperty("karaf.version"))
                .name("SSVirt")
                .unpackDirectory(new File(System.getProperty("ssvirt.exam")))
                .useDeployFolder(false));
        options.add(KarafDistributionOption.keepRuntimeFolder());
        options.add(console());
        options.add(KarafDistributionOption.editConfigurationFilePut(
                "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", Integer.toString(port)));
        options.add(KarafDistributionOption.editConfigurationFilePut(
                "etc/org.ops4j.pax.url.mvn.cfg",
                "org.ops4j.pax.url.mvn.localRepository",
                System.getProperty("ssvirt.repository")));
        // Tests read as fast as they can, which no client does.
        for (String limit : List.of("user_requests", "address_requests")) {
            options.add(KarafDistributionOption.editConfigurationFilePut("etc/io.ssvirt.rest.cfg", limit, "0"));
        }
        options.add(CoreOptions.systemProperty(PORT).value(Integer.toString(port)));
        options.add(CoreOptions.systemProperty(Figure.FILE).value(System.getProperty(Figure.FILE)));
        options.add(bundleOf(ByteBuddy.class));
        options.add(bundleOf(Assertions.class));
        options.add(bundleOf(FileMatchers.class));
        options.add(bundleOf(Awaitility.class));
        for (String option : JavaOptions.all()) {
            options.add(new VMOption(option));
        }
        options.addAll(moreOptions());
        return options.toArray(Option[]::new);
    }

    /** Returns what a test class wants to have different. */
    protected List<Option> moreOptions() {
        return List.of();
    }

    /** Returns which consoles are started: none, unless a test class wants one. */
    protected Option console() {
        return KarafDistributionOption.configureConsole().ignoreLocalConsole().ignoreRemoteShell();
    }

    /** The boot has ended when every bundle is started; the store opens a moment later, and the system is ready with it. */
    @Before
    public void ready() {
        Awaitility.await("readiness")
                .atMost(Duration.ofSeconds(60))
                .until(() -> api().get("/readyz").status() == 200);
    }

    /** Returns the port of this container's API. */
    protected int port() {
        return Integer.getInteger(PORT);
    }

    /** Returns a client of this container's API that is not logged in. */
    protected Api api() {
        return new Api(Integer.getInteger(PORT));
    }

    /** Returns a client that is logged in as the first administrator, whose password the server made itself. */
    protected Api administrator() throws IOException {
        return api().login("admin", password());
    }

    /** Returns the password that the server made. */
    protected static String password() throws IOException {
        return Files.readString(Path.of(System.getProperty("karaf.data"), "secrets", "initial-admin-password"))
                .strip();
    }

    private static Option bundleOf(Class<?> type) {
        return CoreOptions.bundle(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    /** Returns a port that nobody listens on. */
    protected static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
