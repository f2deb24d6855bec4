package io.ssvirt.store.jpa.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.entity.Ids;

/**
 * Pages of one kind of rows. Only fields on its list reach a query, and values only as parameters.
 *
 * @param fields by their names in the API
 * @param order what follows {@code order by} when nothing else is asked for
 */
record Listing<E>(Class<E> type, Map<String, Column> fields, String order) {

    /** A condition that every row of a list must meet, with its parameters. */
    record Scope(String condition, Map<String, Object> parameters) {

        static final Scope ALL = new Scope("1 = 1", Map.of());

        static Scope of(String attribute, String value) {
            return new Scope("e." + attribute + " = :scope", Map.of("scope", value));
        }
    }

    Page<E> page(EntityManager em, Scope scope, Query query) {
        List<String> conditions = new ArrayList<>(List.of("(" + scope.condition() + ")"));
        Map<String, Object> parameters = new LinkedHashMap<>(scope.parameters());
        for (Criterion criterion : query.criteria()) {
            Optional.ofNullable(fields.get(criterion.field()))
                    .ifPresent(column -> add(column, criterion, conditions, parameters));
        }
        String from = " from " + type.getSimpleName() + " e where " + String.join(" and ", conditions);
        TypedQuery<E> rows = em.createQuery("select e" + from + " order by " + orderOf(query), type);
        parameters.forEach(rows::setParameter);
        List<E> values = rows.setFirstResult(query.skip())
                .setMaxResults(query.pageSize())
                .getResultList();
        return new Page<>(values, total(em, from, parameters, query, values.size()), query.page(), query.pageSize());
    }

    /** A first page that is not full says the total itself. */
    private static long total(EntityManager em, String from, Map<String, Object> parameters, Query query, int found) {
        if (query.skip() == 0 && found < query.pageSize()) {
            return found;
        }
        TypedQuery<Long> count = em.createQuery("select count(e)" + from, Long.class);
        parameters.forEach(count::setParameter);
        return count.getSingleResult();
    }

    private static void add(
            Column column, Criterion criterion, List<String> conditions, Map<String, Object> parameters) {
        String name = "p" + parameters.size();
        String attribute = "e." + column.attribute();
        switch (column.kind()) {
            case TEXT -> {
                boolean exact = criterion.match() == Match.EQUALS;
                conditions.add(
                        exact
                                ? attribute + " = :" + name
                                : "lower(" + attribute + ") like lower(:" + name + ") escape '!'");
                parameters.put(name, exact ? criterion.value() : pattern(criterion));
            }
            case ID -> {
                conditions.add(attribute + " = :" + name);
                parameters.put(name, Urn.parse(criterion.value()).map(Ids::text).orElse(criterion.value()));
            }
            case FLAG -> {
                if (criterion.value().matches("(?i)true|false")) {
                    conditions.add(attribute + " = :" + name);
                    parameters.put(name, Boolean.parseBoolean(criterion.value()));
                } else {
                    conditions.add("1 = 0");
                }
            }
            default -> {
                // Nothing to compare; the criterion is passed over like an unknown field.
            }
        }
    }

    private static String pattern(Criterion criterion) {
        String literal = criterion.value().replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return criterion.match() == Match.STARTS_WITH ? literal + "%" : "%" + literal + "%";
    }

    private String orderOf(Query query) {
        return query.order()
                .filter(asked -> fields.containsKey(asked.field()))
                .map(asked -> {
                    String direction = asked.ascending() ? " asc" : " desc";
                    return "e." + fields.get(asked.field()).attribute() + direction + ", e.id" + direction;
                })
                .orElse(order);
    }
}
