package io.ssvirt.config.internal;

import java.util.Dictionary;
import java.util.Map;

import io.ssvirt.config.internal.Resolver.Resolved;

/** The HTTP server. */
final class WebTarget implements Target {

    private static final String PID = "org.ops4j.pax.web";
    private static final Map<String, String> PROPERTIES = Map.of(
            "port", "org.osgi.service.http.port",
            "address", "org.ops4j.pax.web.listening.addresses",
            "behind_proxy", "org.ops4j.pax.web.server.checkForwardedHeaders");

    @Override
    public String area() {
        return "io.ssvirt.api";
    }

    @Override
    public boolean takes(Dictionary<String, Object> configuration) {
        return PID.equals(configuration.get("service.pid"));
    }

    @Override
    public String filter() {
        return "(service.pid=" + PID + ")";
    }

    /** What nobody gave is left as the server's own file has it. */
    @Override
    public void write(Map<String, Resolved> settings, Dictionary<String, Object> configuration) {
        PROPERTIES.forEach(
                (key, property) -> settings.get(key).value().ifPresent(value -> configuration.put(property, value)));
    }
}
