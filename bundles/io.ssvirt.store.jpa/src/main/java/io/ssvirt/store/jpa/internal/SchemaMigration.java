package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings the schema to this version, forward only. Liquibase holds its lock meanwhile, so of several replicas that start at once
 * one does the work and the others find it done.
 */
final class SchemaMigration {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final String CHANGES = "db/changelog.sql";

    private SchemaMigration() {}

    /** Migrates; committed when this returns. */
    @SuppressWarnings("IllegalCatch") // Scope.child declares nothing narrower than Exception
    static void migrate(DataSource source) {
        // Liquibase finds its own parts through this loader, whatever the loader of the calling thread can see.
        Map<String, Object> scope = Map.of(
                Scope.Attr.classLoader.name(),
                Liquibase.class.getClassLoader(),
                Scope.Attr.ui.name(),
                new LoggerUIService());
        try (Connection connection = source.getConnection()) {
            Scope.child(scope, () -> update(connection));
        } catch (SQLException away) {
            throw new IllegalStateException("The database cannot be reached: " + away.getMessage(), away);
        } catch (Exception failure) {
            throw new IllegalStateException("The schema cannot be migrated: " + failure.getMessage(), failure);
        }
    }

    private static void update(Connection connection) throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        try (Liquibase liquibase = new Liquibase(
                CHANGES, new ClassLoaderResourceAccessor(SchemaMigration.class.getClassLoader()), database)) {
            liquibase.update("");
            LOG.info("Schema is up to date database={}", database.getDatabaseProductName());
        }
    }
}
