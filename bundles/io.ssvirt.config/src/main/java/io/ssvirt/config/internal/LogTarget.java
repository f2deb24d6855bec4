package io.ssvirt.config.internal;

import java.util.Dictionary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.ssvirt.config.internal.Resolver.Resolved;

/** The logging service. It is there first, so it begins with what the environment says and is told the rest a moment later. */
final class LogTarget implements Target {

    private static final String PID = "org.ops4j.pax.logging";

    private static final String ACCESS = "log4j2.logger.access";

    /** Loggers that have a level of their own, and those that write to standard output by themselves. */
    private static final List<String> LEVELS = List.of("log4j2.logger.ssvirt", ACCESS);

    private static final List<String> CONSOLES = List.of("log4j2.rootLogger", ACCESS);

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
                .map(level -> level.toUpperCase(Locale.ROOT))
                .ifPresent(level -> LEVELS.forEach(logger -> configuration.put(logger + ".level", level)));
        settings.get("format")
                .value()
                .map(format -> "console-" + format)
                .ifPresent(console ->
                        CONSOLES.forEach(logger -> configuration.put(logger + ".appenderRef.Console.ref", console)));
    }
}
