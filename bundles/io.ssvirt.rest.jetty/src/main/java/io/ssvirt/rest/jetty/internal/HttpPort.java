package io.ssvirt.rest.jetty.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the port of the HTTP server one that speaks TLS, and its own errors JSON.
 *
 * <p>The HTTP server of the container takes handlers as services and starts them before its ports. This one handles nothing, but that
 * way it gets the server before anybody can connect. It is the only one of ours: a server that cannot open its ports leaves handlers
 * started, and the container does not get over that when another one comes. Its bundle starts before whatever is served: the HTTP server starts anew for each
 * handler, and would break off what it is answering just then.
 */
@Component(service = Handler.class, configurationPid = "io.ssvirt.tls", property = "service.ranking:Integer=100")
@Designate(ocd = TlsConfig.class)
public final class HttpPort extends AbstractHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int LOOK_EVERY_SECONDS = 10;

    /** What {@code Retry-After} says while the server starts or stops. */
    static final int ASK_AGAIN_SECONDS = 5;

    private final HeaderLimit headers;
    private final BooleanSupplier stopping;
    private final Optional<Tls> tls;
    private final int ownPort;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ssvirt-certificate-watch"));
    private final List<ServerConnector> secured = new ArrayList<>();
    private ServerConnector added;

    /** Reads the certificate, or makes one. */
    @Activate
    public HttpPort(BundleContext context, TlsConfig config, @Reference HeaderLimit headers) {
        this(
                config,
                headers,
                Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"), "secrets"),
                isStopping(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)));
    }

    private static BooleanSupplier isStopping(Bundle framework) {
        return () -> framework.getState() == Bundle.STOPPING;
    }

    /** Outside of a framework. */
    HttpPort(TlsConfig config, HeaderLimit headers, Path secrets, BooleanSupplier stopping) {
        this.headers = headers;
        this.stopping = stopping;
        boolean given = !config.cert().isBlank() && !config.key().isBlank();
        boolean wanted = "on".equals(config.mode()) || "auto".equals(config.mode()) && given;
        this.ownPort = config.port();
        this.tls = wanted ? Optional.of(new Tls(files(config, given, secrets))) : Optional.empty();
        tls.ifPresent(certificate -> watch.scheduleWithFixedDelay(
                certificate::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS));
        if (!given && !(config.cert() + config.key()).isBlank()) {
            LOG.error(
                    "Certificate and key belong together, only one of them is given cert={} key={}",
                    config.cert(),
                    config.key());
        }
    }

    private static PemFiles files(TlsConfig config, boolean given, Path secrets) {
        if (given) {
            return new PemFiles(
                    Path.of(config.cert().trim()), Path.of(config.key().trim()));
        }
        PemFiles own = new PemFiles(secrets.resolve("tls.crt"), secrets.resolve("tls.key"));
        if (!own.exist()) {
            try {
                SelfSigned.make(own);
            } catch (IOException failed) {
                LOG.error("No certificate could be made reason=\"{}\"", failed.getMessage());
            }
        }
        return own;
    }

    @Deactivate
    void end() {
        watch.shutdownNow();
    }

    /** Looks at the files now; a test does not wait for the watch. */
    void look() {
        tls.ifPresent(Tls::look);
    }

    /**
     * Answers nothing itself, unless the process is being stopped: then the parts go one after the other, and half a server would
     * answer with all kinds of errors, such as that something does not exist.
     */
    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (stopping.getAsBoolean()) {
            base.setHandled(true);
            response.setHeader("Connection", "close");
            response.setIntHeader("Retry-After", ASK_AGAIN_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Server server = getServer();
        answerErrors(server);
        server.addBean(new JsonErrors.InContexts());
        server.addLifeCycleListener(new ClosedPort());
        headers.apply(server);
        if (tls.isPresent()) {
            List<ServerConnector> plain = new ArrayList<>();
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof ServerConnector port
                        && port.getConnectionFactory(SslConnectionFactory.class) == null) {
                    plain.add(port);
                }
            }
            if (ownPort > 0) {
                open(server, plain);
            } else {
                for (ServerConnector port : plain) {
                    secure(port);
                }
            }
        }
    }

    /** By hand, because the server's own setter does not work once its error handler runs. */
    private static void answerErrors(Server server) {
        JsonErrors errors = new JsonErrors();
        errors.setServer(server);
        server.getBeans(ErrorHandler.class).forEach(server::removeBean);
        server.addBean(errors);
    }

    @Override
    protected void doStop() throws Exception {
        for (ServerConnector port : secured) {
            change(port, () -> {
                port.removeConnectionFactory("SSL");
                port.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
            });
        }
        secured.clear();
        if (added != null) {
            added.stop();
            getServer().removeConnector(added);
            added = null;
        }
        super.doStop();
    }

    /** Puts TLS before HTTP on a port. */
    private void secure(ServerConnector port) throws Exception {
        change(port, () -> {
            port.addFirstConnectionFactory(
                    new SslConnectionFactory(tls.orElseThrow().factory(), HttpVersion.HTTP_1_1.asString()));
            port.setDefaultProtocol("SSL");
            tellRequests(port.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration());
        });
        secured.add(port);
        LOG.info("HTTPS takes the place of HTTP port={}", port.getPort());
    }

    private void open(Server server, List<ServerConnector> plain) throws Exception {
        HttpConfiguration settings = plain.isEmpty()
                ? new HttpConfiguration()
                : new HttpConfiguration(plain.get(0)
                        .getConnectionFactory(HttpConnectionFactory.class)
                        .getHttpConfiguration());
        tellRequests(settings);
        added = new ServerConnector(
                server,
                new SslConnectionFactory(tls.orElseThrow().factory(), HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(settings));
        added.setPort(ownPort);
        added.setHost(plain.isEmpty() ? null : plain.get(0).getHost());
        server.addConnector(added);
        if (server.isStarted()) {
            added.start();
        }
        LOG.info("HTTPS beside HTTP port={}", ownPort);
    }

    /** Without it a request would not know that it came over TLS; clients may use an address for a name. */
    private static void tellRequests(HttpConfiguration settings) {
        if (settings.getCustomizer(SecureRequestCustomizer.class) == null) {
            settings.addCustomizer(new SecureRequestCustomizer(false));
        }
        settings.setSecureScheme("https");
    }

    /** A port can be changed only while it is closed. */
    private static void change(ServerConnector port, Runnable work) throws Exception {
        boolean open = port.isRunning();
        if (open) {
            port.stop();
        }
        work.run();
        if (open) {
            port.start();
        }
    }
}
