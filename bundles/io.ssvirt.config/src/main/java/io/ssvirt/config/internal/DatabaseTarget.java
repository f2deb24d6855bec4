package io.ssvirt.config.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import java.util.UUID;

import io.ssvirt.config.internal.Resolver.Resolved;

/** The data source: PostgreSQL when a host is given, else the H2 file that its own file in {@code etc} describes. */
final class DatabaseTarget implements Target {

    private static final String NAME = "ssvirt";

    /**
     * PostgreSQL gives up the transaction of a process that stands still in the middle of it, and with it the rows that all others wait
     * for. A transaction of ours never waits for anything but the database.
     */
    private static final String SILENCE = "set idle_in_transaction_session_timeout = '10s'";

    /** No other process has it: by this name the store tells its own sessions from those of others. */
    private final String session;

    DatabaseTarget(UUID process) {
        this.session = NAME + "-" + String.format("%016x", process.getLeastSignificantBits());
    }

    @Override
    public String area() {
        return "io.ssvirt.database";
    }

    @Override
    public boolean takes(Dictionary<String, Object> configuration) {
        return NAME.equals(configuration.get("dataSourceName"));
    }

    @Override
    public String filter() {
        return "(dataSourceName=" + NAME + ")";
    }

    @Override
    public void write(Map<String, Resolved> settings, Dictionary<String, Object> configuration) {
        configuration.put("hikari.maximumPoolSize", Target.text(settings, "max_connections"));
        configuration.put("hikari.minimumIdle", idle(settings));
        configuration.put("hikari.maxLifetime", millis(settings, "conn_max_lifetime"));
        configuration.put("hikari.idleTimeout", millis(settings, "conn_max_idle_time"));
        // The pool must not ask for the database when it is made: a database that is late would leave us without a
        // pool.
        configuration.put("hikari.initializationFailTimeout", "-1");
        if (!Target.text(settings, "host").isBlank()) {
            configuration.put("osgi.jdbc.driver.class", "org.postgresql.Driver");
            configuration.put("hikari.connectionInitSql", SILENCE);
            configuration.put("url", url(settings));
            configuration.put("user", Target.text(settings, "username"));
            configuration.put("password", Target.text(settings, "password"));
        }
    }

    /** More idle connections than there may be at all would be refused by the pool. */
    private static String idle(Map<String, Resolved> settings) {
        int most = Integer.parseInt(Target.text(settings, "max_connections"));
        return Integer.toString(Math.min(most, Integer.parseInt(Target.text(settings, "max_idle_connections"))));
    }

    private static String millis(Map<String, Resolved> settings, String key) {
        return Long.toString(Duration.parse(Target.text(settings, key)).toMillis());
    }

    private String url(Map<String, Resolved> settings) {
        String host = Target.text(settings, "host").strip();
        return "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + Target.text(settings, "port")
                + "/" + URLEncoder.encode(Target.text(settings, "database"), StandardCharsets.UTF_8)
                + "?sslmode=" + Target.text(settings, "sslmode")
                + authorities(Target.text(settings, "sslrootcert"))
                + "&ApplicationName=" + session + "&connectTimeout=5&socketTimeout=60&tcpKeepAlive=true";
    }

    private static String authorities(String file) {
        return file.isBlank() ? "" : "&sslrootcert=" + URLEncoder.encode(file.strip(), StandardCharsets.UTF_8);
    }
}
