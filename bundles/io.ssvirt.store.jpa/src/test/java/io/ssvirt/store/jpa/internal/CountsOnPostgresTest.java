package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.ssvirt.store.jpa.internal.Listing.Totals;

import static org.assertj.core.api.Assertions.assertThat;

class CountsOnPostgresTest extends CountSuite {

    private static final Pattern BLOCKS = Pattern.compile("shared hit=(\\d+)");

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }

    @Test
    void aTotalIsReadInAFewBlocksAfterManyChangesAtOnce() throws IOException, SQLException {
        try (TestDatabase database = open();
                Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("do $$ begin for i in 1..500 loop update total_counts set vdcs = i; end loop; end $$");
            statement.execute("vacuum analyze total_counts");

            assertThat(Long.parseLong(first(statement, "select pg_relation_size('total_counts') / 8192")))
                    .isGreaterThan(50);
            assertThat(blocks(statement, Totals.in("vdcs").ofAll())).isBetween(1, 40);
            assertThat(first(statement, Totals.in("vdcs").ofAll())).isEqualTo("8000");
        }
    }

    private static int blocks(Statement statement, String sql) throws SQLException {
        first(statement, sql);
        try (ResultSet plan = statement.executeQuery("explain (analyze, buffers) " + sql)) {
            while (plan.next()) {
                Matcher found = BLOCKS.matcher(plan.getString(1));
                if (found.find()) {
                    return Integer.parseInt(found.group(1));
                }
            }
        }
        return 0;
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
