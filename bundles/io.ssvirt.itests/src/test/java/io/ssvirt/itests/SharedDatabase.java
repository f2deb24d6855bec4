package io.ssvirt.itests;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server for several processes, and what a test reads from it behind their backs. */
final class SharedDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;

    /** Starts an empty one. */
    SharedDatabase() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    /** Who holds the lease of leading, and for how long still if it is not prolonged. */
    record Term(String holder, long epoch, Duration left) {}

    int port() {
        return server.getPort();
    }

    /** Returns the term of whoever leads now. */
    Optional<Term> term() throws SQLException {
        List<Term> terms = new ArrayList<>();
        query(
                "select * from (select holder, epoch, expires_at - extract(epoch from clock_timestamp()) * 1000000 as remaining"
                        + " from leases where name = 'leader') l where l.remaining > 0",
                row -> terms.add(
                        new Term(row.getString(1), row.getLong(2), Duration.of(row.getLong(3), ChronoUnit.MICROS))));
        return terms.stream().findFirst();
    }

    /** Has this process take two seconds whenever it prolongs its lease, with the row of the lease locked. */
    void delayLeaseOf(String holder) throws SQLException {
        execute("create function delay_lease() returns trigger language plpgsql as"
                + " $$begin perform pg_sleep(2); return new; end$$");
        execute(
                "create trigger delay_lease after update on leases for each row when (new.name = 'leader' and new.holder = '"
                        + holder + "') execute function delay_lease()");
    }

    /** Tells whether it does that right now. */
    boolean isDelaying() throws SQLException {
        List<Long> asleep = new ArrayList<>();
        query("select count(*) from pg_stat_activity where wait_event = 'PgSleep'", row -> asleep.add(row.getLong(1)));
        return asleep.get(0) > 0;
    }

    void endDelays() throws SQLException {
        execute("drop function if exists delay_lease cascade");
    }

    /** Returns the names that processes have for their sessions. */
    List<String> sessions() throws SQLException {
        List<String> names = new ArrayList<>();
        query(
                "select distinct application_name from pg_stat_activity where application_name like 'ssvirt%'",
                row -> names.add(row.getString(1)));
        return names;
    }

    /** Returns how many statements for lists of organizations came so far; who asks passes for a session of that name. */
    long listStatements(String session) throws SQLException {
        PGSimpleDataSource disguised = (PGSimpleDataSource) server.getPostgresDatabase();
        disguised.setApplicationName(session);
        try (Connection connection = disguised.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            try (ResultSet found = statement.executeQuery(
                    "select coalesce(sum(calls), 0) from pg_stat_statements where query like 'select q.*%organizations%'")) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Returns the ids of all VDCs by their namespaces. */
    Map<String, String> vdcs() throws SQLException {
        Map<String, String> vdcs = new TreeMap<>();
        query("select namespace, id from vdcs", row -> vdcs.put(row.getString(1), row.getString(2)));
        return vdcs;
    }

    /** Returns how many tasks there are that created the same entity, for each that has several. */
    List<Long> createdTwice() throws SQLException {
        List<Long> counts = new ArrayList<>();
        query(
                "select count(*) from tasks where operation in ('VDC_CREATE', 'VAPP_INSTANTIATE')"
                        + " group by entity_id having count(*) > 1",
                row -> counts.add(row.getLong(1)));
        return counts;
    }

    /** Something done with a row. */
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                each.read(found);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
