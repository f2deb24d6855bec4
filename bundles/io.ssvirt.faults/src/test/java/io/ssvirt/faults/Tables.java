package io.ssvirt.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

/** The tables of a database as they are, past the store. */
final class Tables {

    private final DataSource source;
    private final List<String> names;

    Tables(DataSource source) {
        this.source = source;
        this.names = with(Tables::names);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("the database of the test does not answer", failed);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                boolean ours = "public".equalsIgnoreCase(tables.getString("TABLE_SCHEM"))
                        && tables.getString("TABLE_TYPE").endsWith("TABLE")
                        && !name.toLowerCase(Locale.ROOT).startsWith("databasechangelog");
                if (ours) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Empties all tables. */
    void clear() {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                    statement.execute("set referential_integrity false");
                    for (String name : names) {
                        statement.execute("truncate table " + name);
                    }
                    statement.execute("set referential_integrity true");
                } else {
                    statement.execute("truncate table " + String.join(", ", names) + " cascade");
                }
            }
            return true;
        });
    }

    /** Keeps everything as it is now, beside the tables of PostgreSQL. */
    void dump() {
        each("drop table if exists dump_%1$s", "create table dump_%1$s as table %1$s");
    }

    /** Puts everything back as it was at the last {@link #dump}. */
    void restore() {
        each("truncate table %1$s cascade");
        each("insert into %1$s select * from dump_%1$s", "drop table dump_%1$s");
    }

    private void each(String... statements) {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                for (String name : names) {
                    for (String each : statements) {
                        statement.execute(each.formatted(name));
                    }
                }
                statement.execute("set session_replication_role = origin");
                return true;
            }
        });
    }

    /** Removes the rows of tasks that have ended, as time does. */
    void forgetEndedTasks() {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("delete from tasks where state = 'ENDED'");
            }
        });
    }

    /** Returns the names of tables in which a text stands. */
    List<String> holding(String text) {
        return with(connection -> {
            List<String> found = new ArrayList<>();
            for (String name : names) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select * from " + name)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            if (String.valueOf(rows.getObject(column)).contains(text)) {
                                found.add(name);
                            }
                        }
                    }
                }
            }
            return found;
        });
    }
}
