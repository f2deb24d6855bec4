package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings the schema to this version, forward only. Of several replicas that start at once one does the work and the others wait
 * and find it done.
 *
 * <p>Liquibase's own lock is a row, and a replica that is killed while it migrates leaves it behind for ever. So a lock that dies
 * with its holder comes first: an advisory lock of PostgreSQL; an H2 file has one process alone. Whoever has it knows that a
 * row it finds was left behind. What it had done is done on PostgreSQL and undone on H2 ({@link WayBack}), a change set at a time
 * on the one and all of them on the other.
 */
final class SchemaMigration {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final String CHANGES = "db/changelog.sql";
    private static final String ALONE = "select pg_advisory_xact_lock(7383569842301)";

    /** The first one that tells which transactions a statement sees, see {@link KeptPages}. */
    private static final int OLDEST = 13;

    private SchemaMigration() {}

    /** Migrates; committed when this returns {@code Done}. Refused when the database is away. */
    @SuppressWarnings("IllegalCatch") // Scope.child declares nothing narrower than Exception
    static synchronized Outcome<Boolean> migrate(DataSource source) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Liquibase is never started, because then each of its parts would become a service. So it looks for them by
        // this loader.
        thread.setContextClassLoader(Liquibase.class.getClassLoader());
        try (Connection guard = source.getConnection();
                Connection connection = source.getConnection()) {
            guard.setAutoCommit(false);
            waitUntilAlone(guard);
            Scope.child(scope(), () -> update(connection));
            guard.rollback();
            guard.setAutoCommit(true);
            return Outcome.done(true);
        } catch (Exception failure) {
            Optional<DomainError> away = DatabaseErrors.ofOpening(failure);
            if (away.isEmpty()) {
                throw new IllegalStateException("The schema cannot be migrated: " + failure.getMessage(), failure);
            }
            LOG.debug("The database is away", failure);
            return Outcome.refused(away.get());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Liquibase finds its own parts through this loader, whatever the calling thread can see; and it calls nobody. */
    private static Map<String, Object> scope() {
        return Map.of(
                Scope.Attr.classLoader.name(),
                Liquibase.class.getClassLoader(),
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                AnalyticsArgs.ENABLED.getKey(),
                false);
    }

    private static void waitUntilAlone(Connection guard) throws SQLException {
        DatabaseMetaData server = guard.getMetaData();
        if ("PostgreSQL".equals(server.getDatabaseProductName())) {
            if (server.getDatabaseMajorVersion() < OLDEST) {
                throw new IllegalStateException("PostgreSQL " + OLDEST + " or newer is needed, and this one is "
                        + server.getDatabaseProductVersion());
            }
            try (Statement statement = guard.createStatement()) {
                statement.execute(ALONE);
            }
        }
    }

    private static void update(Connection connection) throws LiquibaseException, SQLException {
        Optional<WayBack> back = WayBack.of(connection);
        if (back.isPresent()) {
            back.get().goBack();
        }
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        freeWhatWasLeftLocked(database);
        try (Liquibase liquibase = new Liquibase(
                CHANGES, new ClassLoaderResourceAccessor(SchemaMigration.class.getClassLoader()), database)) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            if (back.isPresent()
                    && !liquibase
                            .listUnrunChangeSets(null, new LabelExpression())
                            .isEmpty()) {
                back.get().remember();
            }
            liquibase.update("");
            back.ifPresent(WayBack::forget);
            LOG.info("Schema is up to date database={}", database.getDatabaseProductName());
        }
    }

    private static void freeWhatWasLeftLocked(Database database) throws LiquibaseException {
        LockService locks = LockServiceFactory.getInstance().getLockService(database);
        if (locks.listLocks().length > 0) {
            LOG.warn("A migration was cut short before; its lock is removed");
            locks.forceReleaseLock();
        }
    }
}
