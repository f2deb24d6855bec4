package io.ssvirt.rest.jetty.internal;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Limits the headers of requests on every port of the HTTP server, which {@link HttpPort} applies. */
@Component(service = HeaderLimit.class, configurationPid = "io.ssvirt.http")
@Designate(ocd = HttpConfig.class)
public final class HeaderLimit {

    private final int most;

    /** Takes the limit. */
    @Activate
    public HeaderLimit(HttpConfig config) {
        this.most = config.header__limit();
    }

    void apply(Server server) {
        for (Connector port : server.getConnectors()) {
            for (ConnectionFactory protocol : port.getConnectionFactories()) {
                if (protocol instanceof HttpConfiguration.ConnectionFactory http) {
                    http.getHttpConfiguration().setRequestHeaderSize(most);
                }
            }
        }
    }
}
