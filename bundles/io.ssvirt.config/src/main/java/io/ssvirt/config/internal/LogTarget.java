package io.ssvirt.config.internal;

import java.util.Dictionary;
import java.util.Locale;
import java.util.Map;

import io.ssvirt.config.internal.Resolver.Resolved;

/** The logging service. It is there first, so it begins with what the environment says and is told the rest a moment later. */
final class LogTarget implements Target {

    private static final String PID = "org.ops4j.pax.logging";

    @Override
    public String area() {
        return "io.ssvirt.log";
    }

    @Override
    public boolean takes(Dictionary<String, Object> configuration) {
        return PID.equals(configuration.get("service.pid"));
    }

    @Override
    public String filter() {
        return "(service.pid=" + PID + ")";
    }

    @Override
    public void write(Map<String, Resolved> settings, Dictionary<String, Object> configuration) {
        settings.get("level")
                .value()
                .ifPresent(level -> configuration.put("log4j2.logger.ssvirt.level", level.toUpperCase(Locale.ROOT)));
        settings.get("format")
                .value()
                .ifPresent(
                        format -> configuration.put("log4j2.rootLogger.appenderRef.Console.ref", "console-" + format));
    }
}
