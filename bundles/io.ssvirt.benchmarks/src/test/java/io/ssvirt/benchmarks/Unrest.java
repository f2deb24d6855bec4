package io.ssvirt.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Transactions of somebody else, one after the other: each is a commit to PostgreSQL and changes no row. */
final class Unrest implements Closeable {

    static final String COMMIT = "select pg_current_xact_id()";

    private final Thread thread;
    private volatile boolean ended;
    private volatile SQLException failure;

    Unrest(Connection connection, Duration pause) {
        thread = new Thread(() -> commit(connection, pause.toNanos()), "unrest");
        thread.setDaemon(true);
        thread.start();
    }

    private void commit(Connection connection, long pause) {
        try (connection;
                PreparedStatement statement = connection.prepareStatement(COMMIT)) {
            while (!ended) {
                statement.execute();
                LockSupport.parkNanos(pause);
            }
        } catch (SQLException failed) {
            failure = failed;
        }
    }

    @Override
    public void close() throws IOException {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IOException("other commits ended before the measurement", failure);
        }
    }
}
