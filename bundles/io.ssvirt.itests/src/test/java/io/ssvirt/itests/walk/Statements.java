package io.ssvirt.itests.walk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Counts the statements that reach the shipped database, by its own statistics. */
public final class Statements {

    private static final int ROUNDS = 5;

    /** A commit reads and writes no row, and H2 counts a second one when a connection goes back to committing by itself. */
    private static final String SUM =
            "select coalesce(sum(execution_count), 0) from information_schema.query_statistics"
                    + " where sql_statement not like '%query_statistics%' and sql_statement <> 'COMMIT'";

    private final DataSource database;

    /** Switches the statistics on. */
    public Statements(DataSource database) {
        this.database = database;
        execute("set query_statistics true");
        execute("set query_statistics_max_entries 10000");
    }

    /** Returns how many statements something takes: the least of several rounds, because others work meanwhile. */
    public long of(Runnable work) {
        List<Long> counts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long before = sum();
            work.run();
            counts.add(sum() - before);
        }
        return counts.stream().min(Long::compare).orElseThrow();
    }

    private long sum() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(SUM)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
