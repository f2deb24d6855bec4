package io.ssvirt.itests.walk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.sql.DataSource;

/** How many rows every table of the shipped database has. */
public final class RowCounts {

    /** Of these a refused request may leave a row: it is told of in the trail, and the leader renews what it holds. */
    private static final Set<String> OTHERS = Set.of("AUDIT_EVENTS", "LEASES");

    private final DataSource database;

    /** Looks into a database. */
    public RowCounts(DataSource database) {
        this.database = database;
    }

    /** Counts the rows of every table but those that a refused request may write to. */
    public Map<String, Long> now() {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("select count(*) from \"" + table + "\"")) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        return counts;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
            while (found.next()) {
                if (!OTHERS.contains(found.getString(1))) {
                    tables.add(found.getString(1));
                }
            }
        }
        return tables;
    }
}
