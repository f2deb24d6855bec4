package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.persistence.EntityManager;

import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/** Carries out a query as it stands, on the connection of the transaction under way or on one that is taken for it alone. */
final class Reads {

    private Reads() {}

    /** Makes something of a whole result. */
    interface Result<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Sends one statement; {@code parameters} stand for its question marks, in their order. */
    static <T> T query(EntityManager em, String sql, List<Object> parameters, Result<T> result) {
        try {
            if (em.getTransaction().isActive()) {
                return query(em.unwrap(Connection.class), sql, parameters, result);
            }
            ServerSession session = (ServerSession) JpaHelper.getServerSession(em.getEntityManagerFactory());
            ConnectionPool pool = session.getReadConnectionPool();
            Accessor accessor = pool.acquireConnection();
            try {
                accessor.incrementCallCount(session);
                try {
                    return query(((DatabaseAccessor) accessor).getConnection(), sql, parameters, result);
                } finally {
                    accessor.decrementCallCount();
                }
            } finally {
                pool.releaseConnection(accessor);
            }
        } catch (SQLException failure) {
            throw DatabaseException.sqlException(failure);
        }
    }

    /**
     * Tells whether the database keeps the numbers that lists show. H2 counts when they are read, which is slower than to count the
     * rows; and a transaction does not see its own changes in them.
     */
    static boolean countsAreKept(EntityManager em) {
        return !em.getTransaction().isActive() && isPostgres(em);
    }

    /** Tells which of the two databases it is: a change within another statement is written in their own words. */
    static boolean isPostgres(EntityManager em) {
        return JpaHelper.getServerSession(em.getEntityManagerFactory())
                .getPlatform()
                .isPostgreSQL();
    }

    private static <T> T query(Connection connection, String sql, List<Object> parameters, Result<T> result)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.size(); index++) {
                statement.setObject(index + 1, parameters.get(index));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return result.of(rows);
            }
        }
    }
}
