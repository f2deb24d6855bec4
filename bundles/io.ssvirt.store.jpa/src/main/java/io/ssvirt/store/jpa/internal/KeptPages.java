package io.ssvirt.store.jpa.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;

import javax.persistence.EntityManager;

import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.sessions.server.Server;

import io.ssvirt.model.LastUsed;
import io.ssvirt.model.Page;
import io.ssvirt.store.jpa.internal.PageStatement.Text;

/**
 * Pages that were read before, given out again for as long as nothing at all was committed since.
 *
 * <p>PostgreSQL tells which transactions a statement sees. In the same statement a page is read only when they are no longer those of
 * the last time, so what is given out is what reading every row would find, on every replica. It is the same object as before, and
 * whatever was made of it is still good. Several who ask for the same page at the same time are served by one statement, and none is
 * sent while it is certain what it would find ({@link QuietDatabase}).
 */
final class KeptPages {

    /** Some twenty megabytes when each page has as many rows as it may. */
    private static final int MOST = 100;

    /** What no statement sees, so that a page that is not known is read. */
    private static final String NOTHING = "";

    /** Which transactions are seen, and of which server: after a failover the same numbers may be other transactions. */
    static final String SEEN =
            "(pg_current_snapshot()::text || ' ' || extract(epoch from pg_postmaster_start_time())::text)";

    /** They go with the session that EclipseLink has for a database. */
    private static final Map<Server, KeptPages> OF_DATABASES = Collections.synchronizedMap(new WeakHashMap<>());

    /** What a page becomes, so that equal statements for different things are kept apart. */
    private record Key(String sql, List<Object> parameters, Class<?> form) {}

    private record Kept(String seen, Optional<?> page) {}

    /** Makes a page of a result; {@code first} tells whether it has a row, which is the current one. */
    interface Reading<T> {
        Optional<Page<T>> of(ResultSet rows, boolean first) throws SQLException;
    }

    private final LastUsed<Key, SharedLook<Kept>> kept = new LastUsed<>(MOST);
    private final QuietDatabase quiet;

    private KeptPages(QuietDatabase quiet) {
        this.quiet = quiet;
    }

    /** Begins to keep pages of a database; {@code nanos} is the time. */
    static void begin(EntityManager em, LongSupplier nanos) {
        OF_DATABASES.put(session(em), new KeptPages(new QuietDatabase(nanos)));
    }

    /** Commits a transaction. */
    static void commit(EntityManager em) {
        of(em).quiet.during(em.getTransaction()::commit);
    }

    private static KeptPages of(EntityManager em) {
        return OF_DATABASES.get(session(em));
    }

    private static Server session(EntityManager em) {
        return JpaHelper.getServerSession(em.getEntityManagerFactory());
    }

    /**
     * Reads a page in one statement, or finds in one that the last is still good.
     *
     * @param form a class of what makes the page, one for each kind
     */
    static <T> Optional<Page<T>> read(
            EntityManager em, Text text, List<Object> parameters, Class<?> form, Reading<T> reading) {
        // A transaction sees its own changes, which no other statement does.
        return em.getTransaction().isActive() || !Reads.isPostgres(em)
                ? Reads.query(em, text.sql(), parameters, rows -> reading.of(rows, rows.next()))
                : of(em).readUnlessKept(em, text, parameters, form, reading);
    }

    private <T> Optional<Page<T>> readUnlessKept(
            EntityManager em, Text text, List<Object> parameters, Class<?> form, Reading<T> reading) {
        SharedLook<Kept> shared =
                kept.findOrMake(new Key(text.sql(), List.copyOf(parameters), form), none -> new SharedLook<>());
        Optional<Kept> certain = shared.last().filter(last -> quiet.stillSees(last.seen()));
        return page(certain.orElseGet(() -> shared.at(last -> Optional.of(look(em, text, parameters, last, reading)))));
    }

    private Kept look(EntityManager em, Text text, List<Object> parameters, Optional<Kept> last, Reading<?> reading) {
        String before = last.map(Kept::seen).orElse(NOTHING);
        QuietDatabase.Look look = quiet.look();
        List<Object> all = new ArrayList<>(parameters.size() + 2);
        all.add(look.asks());
        all.addAll(parameters);
        all.add(before);
        return Reads.query(em, text.unlessSeen(), all, rows -> {
            boolean first = rows.next();
            int columns = rows.getMetaData().getColumnCount();
            String seen = rows.getString(columns - 1);
            quiet.found(look, seen, rows.getInt(columns));
            return before.equals(seen) ? last.orElseThrow() : new Kept(seen, reading.of(rows, first));
        });
    }

    /**
     * The first parameter is whether to find out who else is there, the last what was seen the last time.
     * The row at the left is there in any case. The offset keeps the condition where it stands: as one of the join it would be looked at
     * after the page was read.
     */
    static String unlessSeen(String sql) {
        return "select q.*, " + SEEN + ", case when ? then " + QuietDatabase.WHO
                + " else 2 end from (select 1) o left join (select p.* from (" + sql + ") p where " + SEEN
                + " <> ? offset 0) q on true";
    }

    @SuppressWarnings("unchecked") // the key tells what it was made of
    private static <T> Optional<Page<T>> page(Kept last) {
        return (Optional<Page<T>>) last.page();
    }
}
