package io.ssvirt.store.jpa.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.ErrorKind;

/** Reads what a database had against a transaction; what it does not know is a bug and no error of a user. */
final class DatabaseErrors {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** PostgreSQL, as after a failover to a server that follows another one, and H2. */
    private static final Set<String> READ_ONLY = Set.of("25006", "90097");

    /** A connection that is gone: closed by H2, or by PostgreSQL because its transaction stood still. */
    private static final Set<String> GONE = Set.of("90067", "90098", "90121", "25P03");

    private static final Map<String, DomainError> UNIQUE = Map.of(
            "users_email_in_organization",
            DomainError.nameInUse("email", "User with username or email already exists"),
            "api_tokens_name_of_user",
            DomainError.nameInUse("name", "API token name already exists"),
            "organizations_name",
            DomainError.nameInUse("name", "Organization name already exists"),
            "roles_name",
            DomainError.nameInUse("name", "Role name already exists"),
            "users_name_in_organization",
            DomainError.nameInUse("username", "User with username or email already exists"),
            "vdcs_namespace",
            DomainError.conflict("NAMESPACE_IN_USE", "Another VDC took the same namespace at this moment; try again"),
            "vapps_name_in_vdc",
            DomainError.nameInUse("name", "Name already in use within VDC"));

    private DatabaseErrors() {}

    /** Tells whether the same transaction may succeed when it is tried again. */
    static boolean isWorthAnotherTry(Throwable failure) {
        return cause(failure)
                .map(SQLException::getSQLState)
                .filter(DatabaseErrors::isClash)
                .isPresent();
    }

    /** Serialization failure, deadlock or a lock that was not given in time; the odd numbers are H2's own. */
    private static boolean isClash(String state) {
        return state.startsWith("40") || Set.of("55P03", "HYT00", "90131").contains(state);
    }

    /** Returns the error that stands for a failure; empty when it is a bug. */
    static Optional<DomainError> of(Throwable failure) {
        return cause(failure).flatMap(DatabaseErrors::of);
    }

    private static Optional<DomainError> of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if ("23505".equals(state)) {
            return Optional.of(constraint(text)
                    .map(UNIQUE::get)
                    .orElseGet(() -> DomainError.conflict("EXISTS", "It exists already")));
        }
        if ("23503".equals(state) || "23506".equals(state)) {
            return Optional.of(DomainError.conflict(
                    "IN_USE", "It is used by something else, or what it belongs to was deleted at this moment"));
        }
        if (state.startsWith("22")) {
            return Optional.of(DomainError.invalid("", "A value is too long or has characters that cannot be stored"));
        }
        if (READ_ONLY.contains(state)) {
            return Optional.of(DomainError.unavailable(
                    "The database takes no changes just now, it is read-only; try again later", SOON));
        }
        boolean away = state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("58")
                || isClash(state)
                || GONE.contains(state);
        return away ? Optional.of(unavailable()) : Optional.empty();
    }

    /**
     * Says why a database cannot be opened, with the settings to look at; empty when waiting for it makes no sense.
     *
     * <p>What a database says is for its own administrators and may name hosts and users, so only its class is used.
     */
    static Optional<DomainError> ofOpening(Throwable failure) {
        Optional<DomainError> error = of(failure).filter(found -> found.kind() == ErrorKind.UNAVAILABLE);
        String state = cause(failure).map(SQLException::getSQLState).orElse("");
        if (state == null || error.isEmpty()) {
            return error;
        }
        if (state.startsWith("28")) {
            return Optional.of(DomainError.unavailable(
                    "The database refuses the user or the password; check username and password of io.ssvirt.database"
                            + " (SSVIRT_DATABASE_USERNAME, SSVIRT_DATABASE_PASSWORD)",
                    SOON));
        }
        if (state.startsWith("3D")) {
            return Optional.of(DomainError.unavailable(
                    "The database server has no database of that name; create it, or check database of"
                            + " io.ssvirt.database (SSVIRT_DATABASE_DATABASE)",
                    SOON));
        }
        if (state.startsWith("08")) {
            return Optional.of(DomainError.unavailable(
                    "The database server cannot be reached, or not trusted; start it, or check host, port, sslmode and"
                            + " sslrootcert of io.ssvirt.database (SSVIRT_DATABASE_HOST, SSVIRT_DATABASE_PORT,"
                            + " SSVIRT_DATABASE_SSLMODE, SSVIRT_DATABASE_SSLROOTCERT)",
                    SOON));
        }
        return error;
    }

    /** Both databases name the constraint before the values, which users choose: the first name is the right one. */
    private static Optional<String> constraint(String text) {
        return UNIQUE.keySet().stream().filter(text::contains).min(Comparator.comparingInt(text::indexOf));
    }

    static DomainError unavailable() {
        return DomainError.unavailable("The database does not answer just now; try again later", SOON);
    }

    private static Optional<SQLException> cause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
