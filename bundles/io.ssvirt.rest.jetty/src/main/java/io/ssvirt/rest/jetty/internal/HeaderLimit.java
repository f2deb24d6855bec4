package io.ssvirt.rest.jetty.internal;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Limits the headers of requests on every port of the HTTP server; as {@link HttpPort}, a handler that handles nothing. */
@Component(service = Handler.class, configurationPid = "io.ssvirt.http", property = "service.ranking:Integer=110")
@Designate(ocd = HttpConfig.class)
public final class HeaderLimit extends AbstractHandler {

    private final int most;

    /** Takes the limit. */
    @Activate
    public HeaderLimit(HttpConfig config) {
        this.most = config.header__limit();
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response) {
        // Whoever comes next handles it.
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        for (Connector port : getServer().getConnectors()) {
            for (ConnectionFactory protocol : port.getConnectionFactories()) {
                if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                    http.getHttpConfiguration().setRequestHeaderSize(most);
                }
            }
        }
    }
}
