package io.ssvirt.ops.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import io.ssvirt.metrics.api.Exposition;

/** Serves the figures at {@code /metrics} in the text format of Prometheus. */
@Component(
        service = Servlet.class,
        configurationPid = "io.ssvirt.metrics",
        property = {"osgi.http.whiteboard.servlet.pattern=/metrics", "osgi.http.whiteboard.servlet.name=ssvirt-metrics"
        })
@Designate(ocd = MetricsServlet.Config.class)
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Who may read the figures. The token is no property that other parts see. */
    @ObjectClassDefinition(name = "SSVirt metrics")
    public @interface Config {

        @AttributeDefinition(
                description = "Who may read /metrics without a token: loopback (this machine alone) or all.",
                options = {@Option("loopback"), @Option("all")})
        String access() default "loopback";

        @AttributeDefinition(
                description = "Token that must be sent as Authorization: Bearer; with one, access does not count.",
                type = AttributeType.PASSWORD,
                min = "16")
        String _token() default "";
    }

    private final transient Exposition figures;
    private final transient MetricsAccess access;

    /** Takes the figures. */
    @Activate
    public MetricsServlet(@Reference Exposition figures, Config config) {
        this.figures = figures;
        this.access = new MetricsAccess("all".equals(config.access()), config._token());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean allowed = access.allows(request.getRemoteAddr(), request::getHeader);
        response.setStatus(allowed ? HttpServletResponse.SC_OK : HttpServletResponse.SC_FORBIDDEN);
        Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff").forEach(response::setHeader);
        response.setContentType(allowed ? Exposition.MEDIA_TYPE : "text/plain; charset=utf-8");
        String text = allowed
                ? figures.text()
                : "Figures are for this machine, or for who sends the token of io.ssvirt.metrics"
                        + " (SSVIRT_METRICS_ACCESS, SSVIRT_METRICS_TOKEN).\n";
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
