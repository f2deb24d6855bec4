package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.persistence.EntityManager;

import org.eclipse.persistence.exceptions.DatabaseException;

/** Carries out one statement that writes a row, and tells in the same one what the row is afterwards. */
final class Returning {

    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d+)");

    private Returning() {}

    /**
     * Returns the row that was written; empty when none was.
     *
     * @param sql with {@code ?1} for the first parameter, and so on
     */
    static <E> Optional<E> row(EntityManager em, Class<E> type, String sql, Object... parameters) {
        EntityTable<E> table = EntityTable.of(type);
        List<Object> placed = new ArrayList<>();
        String text = PARAMETER.matcher(sql).replaceAll(found -> {
            placed.add(parameters[Integer.parseInt(found.group(1)) - 1]);
            return "?";
        });
        Connection connection = em.unwrap(Connection.class);
        try (PreparedStatement statement = connection.prepareStatement(text, table.columns())) {
            for (int index = 0; index < placed.size(); index++) {
                statement.setObject(index + 1, placed.get(index));
            }
            statement.executeUpdate();
            em.clear(); // it may have changed rows that were read before
            try (ResultSet written = statement.getGeneratedKeys()) {
                return written.next() ? Optional.of(table.read(written, 1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw DatabaseException.sqlException(failure);
        }
    }
}
