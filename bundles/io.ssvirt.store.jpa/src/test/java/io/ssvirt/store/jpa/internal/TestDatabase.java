package io.ssvirt.store.jpa.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;

/** A database of its own with the store on it; closing it throws everything away. */
public final class TestDatabase implements Closeable {

    private final DataSource source;
    private final Closeable server;
    private final LongSupplier nanos;
    private final StatementCount count = new StatementCount();
    private EntityManagerFactory factory;
    private JpaStore store;

    private TestDatabase(DataSource source, Closeable server) {
        this(source, server, System::nanoTime);
    }

    private TestDatabase(DataSource source, Closeable server, LongSupplier nanos) {
        this.source = source;
        this.server = server;
        this.nanos = nanos;
        SchemaMigration.migrate(source);
        open();
    }

    private void open() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("javax.persistence.nonJtaDataSource", count.of(source));
        // The unit's cache of sessions is by name; a name of its own keeps databases of different tests apart.
        properties.put("eclipselink.session-name", UUID.randomUUID().toString());
        this.factory = Persistence.createEntityManagerFactory("ssvirt", properties);
        this.store = new JpaStore(factory, source, nanos);
    }

    /** An empty H2 database in memory. */
    public static TestDatabase h2() {
        return h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** An H2 database by its URL. */
    public static TestDatabase h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return new TestDatabase(source, () -> {});
    }

    /** A database that somebody else has made. */
    static TestDatabase on(DataSource source) {
        return new TestDatabase(source, () -> {});
    }

    /** A database that somebody else has made, at a time that the test tells. */
    static TestDatabase on(DataSource source, LongSupplier nanos) {
        return new TestDatabase(source, () -> {}, nanos);
    }

    /** An empty PostgreSQL database on a server of its own. */
    public static TestDatabase postgres() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            return new TestDatabase(server.getPostgresDatabase(), server);
        } catch (IOException notStarted) {
            throw new UncheckedIOException("PostgreSQL did not start", notStarted);
        }
    }

    /** A database that is there already; closing it closes what is given. */
    public static TestDatabase on(DataSource source, Closeable server) {
        return new TestDatabase(source, server);
    }

    /** Brings the schema of a database to this version, as a process does when it starts. */
    public static Outcome<Boolean> migrate(DataSource source) {
        return SchemaMigration.migrate(source);
    }

    /** Returns the store. */
    public Store store() {
        return store;
    }

    /** Returns how many statements the store has sent so far. */
    public long statements() {
        return count.soFar();
    }

    /** Returns the statements that the store sends while something is done. */
    public List<String> statementsOf(Runnable work) {
        List<String> sent = new CopyOnWriteArrayList<>();
        count.tell(sent::add);
        try {
            work.run();
            return List.copyOf(sent);
        } finally {
            count.tell(statement -> {});
        }
    }

    /** Opens a second store on the same database, as another replica does; closing it leaves the database alone. */
    public TestDatabase replica() {
        return new TestDatabase(source, () -> {});
    }

    /** Returns the database under the store. */
    public DataSource source() {
        return source;
    }

    /** Opens the store anew, as the next process does after one that was killed. */
    public Store reopened() {
        store.close();
        factory.close();
        open();
        return store;
    }

    /** Ends the server under the store. */
    void stopServer() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        store.close();
        factory.close();
        server.close();
    }
}
