package io.ssvirt.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.awaitility.Awaitility;

/** Another session of a PostgreSQL, which holds a row until the product waits for it, and then gets in its way. */
final class Rival implements AutoCloseable {

    /** PostgreSQL sends away who has waited for a second in a circle; it shall not be this one. */
    private static final String PATIENT = "set deadlock_timeout = '1min'";

    private static final String WAITS_FOR_ME = "select exists (select 1 from pg_locks where not granted"
            + " and pg_backend_pid() = any (pg_blocking_pids(pid)))";

    private final Connection connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Future<?> end;

    /** Takes what its own transaction begins with. */
    private Rival(DatabaseServer server, String first) {
        try {
            connection = server.direct("postgres");
            connection.setAutoCommit(false);
            execute(PATIENT);
            execute(first);
        } catch (SQLException failed) {
            throw new IllegalStateException("there is no other session", failed);
        }
    }

    /**
     * Holds a row; when the product waits for it, it asks for one that the product holds, so that both would wait for ever.
     *
     * @param times how often in a row, before it goes away
     */
    static Rival inACircle(DatabaseServer server, String held, String wanted, int times) {
        Rival rival = new Rival(server, held);
        rival.begin(() -> {
            for (int time = 0; time < times; time++) {
                rival.awaitTheOther();
                Savepoint before = rival.connection.setSavepoint();
                // It is given when PostgreSQL has sent the product away, and left to the product's next try.
                rival.execute(wanted);
                rival.connection.rollback(before);
            }
            rival.connection.rollback();
            return null;
        });
        return rival;
    }

    /** Changes a row, and commits that when the product waits to change it as well. */
    static Rival ahead(DatabaseServer server, String change) {
        Rival rival = new Rival(server, change);
        rival.begin(() -> {
            rival.awaitTheOther();
            rival.connection.commit();
            return null;
        });
        return rival;
    }

    private void begin(Callable<?> work) {
        end = thread.submit(work);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitTheOther() {
        Awaitility.await("the product waits for a row")
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(30))
                .until(this::isInTheWay);
    }

    private boolean isInTheWay() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(WAITS_FOR_ME)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Has something done, and waits until this one has done what it came for. */
    <T> T during(Supplier<T> work) {
        T done = work.get();
        close();
        return done;
    }

    /** Ends when it has done what it came for; fails when it could not. */
    @Override
    public void close() {
        try (connection) {
            end.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("the other session: " + failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        } finally {
            thread.shutdownNow();
        }
    }
}
