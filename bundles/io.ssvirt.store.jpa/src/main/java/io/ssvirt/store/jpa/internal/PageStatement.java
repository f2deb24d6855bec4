package io.ssvirt.store.jpa.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.persistence.EntityManager;

import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.queries.ColumnResult;
import org.eclipse.persistence.queries.EntityResult;
import org.eclipse.persistence.queries.FieldResult;
import org.eclipse.persistence.queries.ResultSetMappingQuery;
import org.eclipse.persistence.queries.SQLResultSetMapping;
import org.eclipse.persistence.sessions.DatabaseRecord;

import io.ssvirt.model.Query;
import io.ssvirt.store.jpa.internal.Listing.Family;

/**
 * The one SQL statement that reads a page.
 *
 * <p>JPA's own language has no place for a limit inside of a statement. This one picks the ids of the page first, which an index
 * alone can answer, and fetches the rest for those few rows only, so a late page costs little more than the first. The count stands
 * at its left, so that it is there on an empty page too. Attributes are written as in JPA, {@code e.createdAt}, and become columns here.
 */
final class PageStatement {

    /** Index of the first computed value in a row; before it are the count and the entity. */
    static final int FIRST_VALUE = 2;

    private static final Pattern ATTRIBUTE = Pattern.compile("\\b([ec])\\.(\\w+)");
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

    private final EntityManager em;
    private final Class<?> type;
    private final ClassDescriptor table;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> computed = new ArrayList<>();
    private Class<?> childType;
    private String childCondition;
    private String childOrder = "";

    PageStatement(EntityManager em, Class<?> type) {
        this.em = em;
        this.type = type;
        this.table = descriptor(type);
    }

    /** Adds a condition that must hold as well. */
    void where(String condition, Map<String, Object> named) {
        Matcher matcher = PARAMETER.matcher(columns(condition));
        conditions.add("("
                + matcher.replaceAll(found -> {
                    parameters.add(named.get(found.group(1)));
                    return "?" + parameters.size();
                })
                + ")");
    }

    /** Adds a value that is computed for each row. */
    void compute(String expression) {
        computed.add(columns(expression));
    }

    /** Adds the rows of another table that hang on those of the page. */
    void join(Class<?> child, String condition, String order) {
        childType = child;
        childCondition = columns(condition);
        childOrder = ", " + columns(order);
    }

    /** Reads: count, entity, then the child or the computed values. There is always at least one row. */
    @SuppressWarnings("unchecked") // the mapping says what a row has
    List<Object[]> rows(String order, Query query) {
        String where = " from " + table.getTableName() + " e where " + String.join(" and ", conditions);
        int limit = parameter(query.pageSize());
        int offset = parameter(query.skip());
        String ordered = " order by " + columns(order);
        SQLResultSetMapping mapping = new SQLResultSetMapping("page");
        mapping.addResult(new ColumnResult("total"));
        StringBuilder sql = new StringBuilder("select t.total as \"total\"");
        sql.append(selected(mapping, type, "e"));
        if (childType != null) {
            sql.append(selected(mapping, childType, "c"));
        }
        for (int index = 0; index < computed.size(); index++) {
            mapping.addResult(new ColumnResult("v" + index));
            sql.append(", ")
                    .append(computed.get(index))
                    .append(" as \"v")
                    .append(index)
                    .append('"');
        }
        sql.append(" from (select count(*) as total").append(where).append(") t left join (select e.id as id");
        sql.append(where).append(ordered);
        sql.append(" limit ?").append(limit).append(" offset ?").append(offset).append(") p on 1 = 1");
        sql.append(" left join ").append(table.getTableName()).append(" e on e.id = p.id");
        if (childType != null) {
            sql.append(" left join ").append(descriptor(childType).getTableName());
            sql.append(" c on ").append(childCondition);
        }
        sql.append(ordered).append(childOrder);
        return query(mapping, sql.toString()).getResultList();
    }

    private javax.persistence.Query query(SQLResultSetMapping mapping, String sql) {
        ResultSetMappingQuery statement = new ResultSetMappingQuery();
        statement.setSQLResultSetMapping(mapping);
        statement.setSQLString(sql);
        statement.setIsUserDefined(true);
        for (int index = 1; index <= parameters.size(); index++) {
            statement.addArgument(Integer.toString(index));
        }
        javax.persistence.Query query = JpaHelper.createQuery(statement, em);
        for (int index = 1; index <= parameters.size(); index++) {
            query.setParameter(index, parameters.get(index - 1));
        }
        return query;
    }

    private int parameter(Object value) {
        parameters.add(value);
        return parameters.size();
    }

    /** Returns the columns of an entity for the select list, and tells the mapping under which names they come. */
    private String selected(SQLResultSetMapping mapping, Class<?> entity, String alias) {
        EntityResult result = new OptionalEntity(entity, alias + "_id");
        StringBuilder text = new StringBuilder();
        for (DatabaseMapping member : descriptor(entity).getMappings()) {
            String column = member.getField().getName();
            String label = alias + "_" + column;
            result.addFieldResult(new FieldResult(member.getAttributeName(), label));
            text.append(", ").append(alias).append('.').append(column);
            text.append(" as \"").append(label).append('"');
        }
        mapping.addResult(result);
        return text.toString();
    }

    private String columns(String text) {
        return ATTRIBUTE.matcher(text).replaceAll(found -> {
            ClassDescriptor owner = "e".equals(found.group(1)) ? table : descriptor(childType);
            return found.group(1) + "."
                    + owner.getMappingForAttributeName(found.group(2))
                            .getField()
                            .getName();
        });
    }

    private ClassDescriptor descriptor(Class<?> entity) {
        return JpaHelper.getServerSession(em.getEntityManagerFactory()).getDescriptor(entity);
    }

    /** An entity of an outer join; null where there is none. */
    private static final class OptionalEntity extends EntityResult {

        private static final long serialVersionUID = 1L;

        private final String key;

        OptionalEntity(Class<?> type, String key) {
            super(type);
            this.key = key;
        }

        @Override
        public Object getValueFromRecord(DatabaseRecord row, ResultSetMappingQuery query) {
            return row.get(key) == null ? null : super.getValueFromRecord(row, query);
        }
    }

    /** Puts each row of a page together with its children, which follow one another. */
    static <E, C> List<Family<E, C>> families(List<Object[]> rows, Class<E> type, Class<C> child) {
        Map<E, List<C>> children = new LinkedHashMap<>();
        for (Object[] row : rows) {
            if (row[1] != null) {
                List<C> found = children.computeIfAbsent(type.cast(row[1]), one -> new ArrayList<>());
                if (row[FIRST_VALUE] != null) {
                    found.add(child.cast(row[FIRST_VALUE]));
                }
            }
        }
        return children.entrySet().stream()
                .map(family -> new Family<E, C>(family.getKey(), family.getValue()))
                .collect(Collectors.toList());
    }
}
