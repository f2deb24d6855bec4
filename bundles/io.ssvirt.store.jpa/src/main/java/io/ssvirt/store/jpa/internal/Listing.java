package io.ssvirt.store.jpa.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/**
 * Pages of one kind of rows, each read by one statement: the rows, the number of all that match, and what hangs on the rows.
 *
 * <p>Only fields on its list reach a query, and values only as parameters.
 *
 * @param fields by their names in the API
 * @param order what follows {@code order by} when nothing else is asked for, in attributes of {@code e}
 */
record Listing<E>(Class<E> type, Map<String, Column> fields, String order) {

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

    /** A condition on attributes of {@code e} that every row of a list must meet, with its parameters. */
    record Scope(String condition, Map<String, Object> parameters) {

        static final Scope ALL = new Scope("1 = 1", Map.of());

        static Scope of(String attribute, String value) {
            return new Scope("e." + attribute + " = :scope", Map.of("scope", value));
        }
    }

    /** A row with what was computed for it, in the order of what was asked for. */
    record Computed<E>(E row, List<Object> values) {}

    /** A row with the rows that hang on it. */
    record Family<E, C>(E row, List<C> children) {}

    Page<E> page(EntityManager em, Scope scope, Query query) {
        return computed(em, scope, query, List.of()).map(Computed::row);
    }

    /** Reads a page with more values for each row, each an SQL expression over the row {@code e}. */
    Page<Computed<E>> computed(EntityManager em, Scope scope, Query query, List<String> expressions) {
        PageStatement statement = new PageStatement(em, type);
        where(statement, scope, query);
        expressions.forEach(statement::compute);
        List<Object[]> rows = statement.rows(orderOf(query), query);
        List<Computed<E>> values = rows.stream()
                .filter(row -> row[1] != null)
                .map(row ->
                        new Computed<>(type.cast(row[1]), List.of(row).subList(PageStatement.FIRST_VALUE, row.length)))
                .toList();
        return page(rows, values, query);
    }

    /** Reads a page with the children of each row; {@code condition} and {@code childOrder} name them {@code c}. */
    <C> Page<Family<E, C>> families(
            EntityManager em, Scope scope, Query query, Class<C> child, String condition, String childOrder) {
        PageStatement statement = new PageStatement(em, type);
        where(statement, scope, query);
        statement.join(child, condition, childOrder);
        List<Object[]> rows = statement.rows(orderOf(query), query);
        return page(rows, PageStatement.families(rows, type, child), query);
    }

    private void where(PageStatement statement, Scope scope, Query query) {
        statement.where(scope.condition(), scope.parameters());
        query.criteria().forEach(criterion -> {
            Column column = fields.get(criterion.field());
            if (column != null) {
                column.condition(criterion)
                        .ifPresent(condition -> statement.where(condition.text(), condition.value()));
            }
        });
    }

    private static <T> Page<T> page(List<Object[]> rows, List<T> values, Query query) {
        return new Page<>(values, ((Number) rows.get(0)[0]).longValue(), query.page(), query.pageSize());
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
