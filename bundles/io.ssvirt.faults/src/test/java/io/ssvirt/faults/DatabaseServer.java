package io.ssvirt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL that can be stopped and started, behind a proxy, behind a pool like the distribution's. */
final class DatabaseServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);
    private static final int LARGEST_POOL = 10;
    private static final int PATIENCE = 5000;
    private static final int SHORT = 250;

    private final Path folder = Scratch.folder();
    private final DatabaseProxy proxy;
    private final HikariDataSource pool;
    private EmbeddedPostgres postgres;

    DatabaseServer() {
        postgres = started();
        proxy = new DatabaseProxy(postgres.getPort());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source("postgres", Duration.ofSeconds(15)));
        config.setMaximumPoolSize(LARGEST_POOL);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE);
        pool = new HikariDataSource(config);
    }

    private EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException("PostgreSQL did not start", notStarted);
        }
    }

    /** Returns a way through the proxy to one database; the text of each statement can be seen on it. */
    PGSimpleDataSource source(String database, Duration silence) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {proxy.port()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setPrepareThreshold(0);
        source.setSocketTimeout((int) silence.toSeconds());
        return source;
    }

    DataSource pool() {
        return pool;
    }

    /** Takes every connection that the pool has left, and lets nobody wait for one. */
    List<Connection> takeAll() {
        hurry(true);
        List<Connection> taken = new ArrayList<>();
        while (pool.getHikariPoolMXBean().getActiveConnections() < pool.getMaximumPoolSize()) {
            try {
                taken.add(pool.getConnection());
            } catch (SQLTransientConnectionException stillMaking) {
                LOG.debug("The pool is still making connections", stillMaking);
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
        }
        return taken;
    }

    DatabaseProxy proxy() {
        return proxy;
    }

    void stop() {
        try {
            postgres.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException("PostgreSQL did not stop", stuck);
        }
    }

    void startAgain() {
        postgres = started();
        proxy.target(postgres.getPort());
    }

    /** Says something to the server past the proxy. */
    void tell(String... statements) {
        try (Connection connection = direct("postgres");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL does not do what the case needs", failed);
        }
    }

    Connection direct(String database) throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", database));
    }

    /** Ends all sessions, as a failover does. */
    void endSessions() {
        tell("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
    }

    /** Undoes whatever a case that failed has left. */
    void reset() {
        proxy.behave();
        hurry(false);
        tell(
                "set default_transaction_read_only = off",
                "alter database postgres reset all",
                "drop trigger if exists clash on tasks",
                "drop function if exists clash()",
                "drop sequence if exists clashes");
    }

    /** Lets nobody wait for a connection as long as usual, because there is none for a while; the pool takes it up within 30 seconds. */
    void hurry(boolean on) {
        pool.getHikariConfigMXBean().setConnectionTimeout(on ? SHORT : PATIENCE);
    }

    /** Has the pool let go of connections that broke, so that whoever looks next is not the one to notice. */
    void mend() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
        proxy.close();
        stop();
        Scratch.remove(folder);
    }
}
