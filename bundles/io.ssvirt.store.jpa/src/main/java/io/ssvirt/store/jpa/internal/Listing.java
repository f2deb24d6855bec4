package io.ssvirt.store.jpa.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.persistence.EntityManager;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.PageStatement.Child;
import io.ssvirt.store.jpa.internal.PageStatement.Parameter;
import io.ssvirt.store.jpa.internal.PageStatement.Text;
import io.ssvirt.store.jpa.internal.entity.Ids;

/**
 * Pages of one kind of rows, each read by one statement: the rows, the number of all that match, and what hangs on the rows.
 *
 * <p>Only fields on its list reach a query, and values only as parameters.
 *
 * @param fields by their names in the API
 * @param order what follows {@code order by} when nothing else is asked for, in attributes of {@code e}
 */
record Listing<E>(Class<E> type, Map<String, Column> fields, String order) {

    /** Where the entity begins in a row; before it is the total. */
    private static final int FIRST = 2;

    private static final String ID = "id";

    /** Every spelling of the two times that most rows have: clients learned them from different lists. */
    private static final Map<String, List<String>> TIMES = Map.of(
            "createdAt", List.of("created_at", "creationDate", "createdDate"),
            "updatedAt", List.of("updated_at", "lastModified"));

    /** Adds the other spellings of times. */
    Listing {
        Map<String, Column> all = new HashMap<>(fields);
        TIMES.forEach((name, others) -> {
            if (all.containsKey(name)) {
                others.forEach(other -> all.put(other, all.get(name)));
            }
        });
        fields = Map.copyOf(all);
    }

    /**
     * A condition on attributes of {@code e} that every row of a list must meet, with its parameters.
     *
     * @param total a query for the number of all rows that meet it, where the database keeps that number
     * @param owner a condition that tells whether what the rows belong to is there
     */
    record Scope(String condition, Map<String, Object> parameters, Optional<String> total, Optional<String> owner) {

        static final Scope ALL = new Scope("1 = 1", Map.of());

        Scope(String condition, Map<String, Object> parameters) {
            this(condition, parameters, Optional.empty(), Optional.empty());
        }

        static Scope of(String attribute, String value) {
            return new Scope("e." + attribute + " = :scope", Map.of("scope", value));
        }

        /** The rows of one organization or of all, whose number the tables of counts have. */
        static Scope counted(Optional<Urn> organization, Totals totals) {
            return organization
                    .map(id -> new Scope(
                            "e.organizationId = :scope",
                            Map.of("scope", Ids.text(id)),
                            Optional.of(totals.ofOne()),
                            Optional.empty()))
                    .orElseGet(
                            () -> new Scope(ALL.condition(), Map.of(), Optional.of(totals.ofAll()), Optional.empty()));
        }

        /** The same rows, if what they belong to is there: a row of a table with the id that the condition names. */
        Scope ownedBy(String table) {
            return ownedBy(table, "1 = 1", Map.of());
        }

        /** The same, if that row meets a condition on attributes of {@code o} as well. */
        Scope ownedBy(String table, String also, Map<String, Object> more) {
            Map<String, Object> all = new HashMap<>(parameters);
            all.putAll(more);
            String there = "exists (select 1 from " + table + " o where o.id = :scope and " + also + ")";
            return new Scope(condition, all, total, Optional.of(there));
        }
    }

    /** Queries for how many rows of a kind there are, of the organization {@code :scope} and of all. */
    record Totals(String ofOne, String ofAll) {

        /**
         * Those of the kind that has this column in the tables of counts. The rows of the total are asked for by their keys: when much has
         * been changed at once their table has hundreds of blocks with nothing else in them, and never becomes shorter again.
         */
        static Totals in(String column) {
            String counted = "select coalesce(cast(sum(x." + column + ") as bigint), 0) from ";
            return new Totals(
                    counted + "organization_counts x where x.organization_id = :scope",
                    counted + "total_counts x where x.slot >= 0");
        }
    }

    /** Values for each row: SQL expressions over the row {@code e} and what is joined to it, one row for each; blank for nothing. */
    record Computing(String joined, List<String> expressions) {

        static final Computing NOTHING = new Computing("", List.of());
    }

    /** A row with what was computed for it, in the order of what was asked for. */
    record Computed<E>(E row, List<Object> values) {}

    /** A row with the rows that hang on it. */
    record Family<E, C>(E row, List<C> children) {}

    /** How rows hang on those of a page: condition and order name them {@code c}. */
    record Hanging<C>(Class<C> type, String condition, String order) {}

    <V> Page<V> page(EntityManager em, Scope scope, Query query, Function<E, V> value) {
        return owned(em, scope, query, value).orElseThrow();
    }

    /** Reads a page with more values for each row. */
    <V> Page<V> computed(
            EntityManager em, Scope scope, Query query, Computing computing, Function<Computed<E>, V> value) {
        return owned(em, scope, query, computing, value).orElseThrow();
    }

    /** Reads a page of what belongs to something; empty when that is not there. */
    <V> Optional<Page<V>> owned(EntityManager em, Scope scope, Query query, Function<E, V> value) {
        EntityTable<E> table = EntityTable.of(type);
        int id = FIRST + table.position(ID);
        return read(em, scope, query, Computing.NOTHING, null, value.getClass(), (rows, page) -> {
            if (rows.getString(id) != null) {
                page.add(value.apply(table.read(rows, FIRST)));
            }
        });
    }

    /** Reads such a page with more values for each row. */
    <V> Optional<Page<V>> owned(
            EntityManager em, Scope scope, Query query, Computing computing, Function<Computed<E>, V> value) {
        int computed = computing.expressions().size();
        EntityTable<E> table = EntityTable.of(type);
        int id = FIRST + table.position(ID);
        return read(em, scope, query, computing, null, value.getClass(), (rows, page) -> {
            if (rows.getString(id) != null) {
                List<Object> values = new ArrayList<>(computed);
                for (int index = 0; index < computed; index++) {
                    values.add(rows.getObject(FIRST + table.width() + index));
                }
                page.add(value.apply(new Computed<>(table.read(rows, FIRST), values)));
            }
        });
    }

    /**
     * Reads a page with the children of each row; empty when what the rows belong to is not there.
     *
     * @param hanging how the children hang on the rows
     */
    <C, V> Optional<Page<V>> families(
            EntityManager em, Scope scope, Query query, Hanging<C> hanging, Function<Family<E, C>, V> value) {
        EntityTable<E> table = EntityTable.of(type);
        EntityTable<C> children = EntityTable.of(hanging.type());
        int id = FIRST + table.position(ID);
        int firstOfChild = FIRST + table.width();
        int childId = firstOfChild + children.position(ID);
        Child child = new Child(children, hanging.condition(), hanging.order());
        return read(em, scope, query, Computing.NOTHING, child, value.getClass(), new Row<V>() {

            private String current;
            private Family<E, C> family;

            @Override
            public void into(ResultSet rows, List<V> page) throws SQLException {
                String next = rows.getString(id);
                if (next != null && !next.equals(current)) {
                    end(page);
                    current = next;
                    family = new Family<>(table.read(rows, FIRST), new ArrayList<>());
                }
                if (rows.getString(childId) != null) {
                    family.children().add(children.read(rows, firstOfChild));
                }
            }

            @Override
            public void end(List<V> page) {
                if (family != null) {
                    page.add(value.apply(family));
                }
            }
        });
    }

    /** Takes the current row into the page. */
    private interface Row<T> {
        void into(ResultSet rows, List<T> page) throws SQLException;

        /** No row follows. */
        default void end(List<T> page) {
            // Each row was complete in itself.
        }
    }

    private <T> Optional<Page<T>> read(
            EntityManager em, Scope scope, Query query, Computing computing, Child child, Class<?> form, Row<T> row) {
        List<Scope> conditions = conditions(scope, query);
        List<String> texts = new ArrayList<>(conditions.size());
        conditions.forEach(condition -> texts.add(condition.condition()));
        Text text = new PageStatement(
                        EntityTable.of(type),
                        texts,
                        scope.total().filter(kept -> conditions.size() == 1 && Reads.countsAreKept(em)),
                        scope.owner(),
                        computing.joined(),
                        computing.expressions(),
                        child,
                        orderOf(query),
                        query.pageSize(),
                        query.skip() == 0)
                .text();
        List<Object> parameters = new ArrayList<>();
        text.parameters()
                .forEach(parameter -> parameters.add(
                        parameter == Parameter.SKIPPED
                                ? query.skip()
                                : conditions
                                        .get(parameter.condition())
                                        .parameters()
                                        .get(parameter.name())));
        return KeptPages.read(em, text, parameters, form, (rows, first) -> {
            List<T> values = new ArrayList<>();
            long total = 0;
            boolean owned = scope.owner().isEmpty();
            for (boolean there = first; there; there = rows.next()) {
                total = rows.getLong(1);
                owned = owned || rows.getBoolean(PageStatement.OWNED);
                row.into(rows, values);
            }
            row.end(values);
            return owned ? Optional.of(new Page<>(values, total, query.page(), query.pageSize())) : Optional.empty();
        });
    }

    private List<Scope> conditions(Scope scope, Query query) {
        List<Scope> conditions = new ArrayList<>(List.of(scope));
        query.criteria().forEach(criterion -> Optional.ofNullable(fields.get(criterion.field()))
                .flatMap(column -> column.condition(criterion))
                .ifPresent(condition -> conditions.add(new Scope(condition.text(), condition.value()))));
        return conditions;
    }

    private String orderOf(Query query) {
        return query.order()
                .flatMap(asked -> Optional.ofNullable(fields.get(asked.field()))
                        .flatMap(Column::orderedBy)
                        .map(attribute -> {
                            String direction = asked.ascending() ? " asc" : " desc";
                            return "e." + attribute + direction + ", e.id" + direction;
                        }))
                .orElse(order);
    }
}
