package io.ssvirt.store.jpa.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one SQL statement that reads a page: the total, the columns of the entity, then those of its child or what is computed.
 *
 * <p>JPA's own language has no place for a limit inside of a statement. The first page is read along the index of its order. A later
 * one picks the ids of its rows first, which an index alone can answer, and fetches the rest for those few rows only, so that it costs
 * little more; there the total stands at the left, so that it is there on an empty page too, and so it does wherever it is asked
 * whether the owner of the list is there. Attributes are written as in JPA,
 * {@code e.createdAt}, and become columns here. The limit is a part of the text: a database that is not told how few rows are wanted
 * plans for many, or plans anew each time.
 *
 * @param conditions that must all hold, with parameters such as {@code :name}
 * @param total a query for the total that is cheaper than to count, with the parameters of the first condition
 * @param owner a condition that tells whether what the list belongs to is there, with the parameters of the first condition
 * @param joined a join by which computed values are there, one row for each; blank for none
 * @param computed values for each row, each an SQL expression over the row {@code e}
 * @param child what hangs on the rows; null for nothing
 * @param order what follows {@code order by}
 * @param limit how many rows
 * @param first whether the page is the first one
 */
record PageStatement(
        EntityTable<?> table,
        List<String> conditions,
        Optional<String> total,
        Optional<String> owner,
        String joined,
        List<String> computed,
        Child child,
        String order,
        int limit,
        boolean first) {

    /** Another table whose rows hang on those of the page; condition and order name it {@code c}. */
    record Child(EntityTable<?> table, String condition, String order) {}

    /**
     * SQL with question marks, and the parameters that they stand for.
     *
     * @param unlessSeen the same for {@link KeptPages}
     */
    record Text(String sql, String unlessSeen, List<Parameter> parameters) {}

    /** A parameter of a condition, or the number of rows before the page. */
    record Parameter(int condition, String name) {

        static final Parameter SKIPPED = new Parameter(-1, "skipped");
    }

    /** The column that tells whether the owner is there. */
    static final String OWNED = "owned";

    private static final Pattern ATTRIBUTE = Pattern.compile("\\b([ec])\\.(\\w+)");
    private static final Pattern DIRECTION = Pattern.compile("\\b(asc|desc)\\b");
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

    /** Texts that were made before. Filters have no end of forms, so not all are kept. */
    private static final Map<PageStatement, Text> TEXTS = new ConcurrentHashMap<>();

    private static final int MOST_TEXTS = 500;
    private static final int PRIME = 31;

    /** Of the parts that tell most of them apart: it is looked up for every request. */
    @Override
    public int hashCode() {
        int texts = (conditions.hashCode() * PRIME + order.hashCode()) * PRIME + table.hashCode();
        return (texts * PRIME + limit) * 2 + (first ? 1 : 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageStatement that
                && table == that.table
                && limit == that.limit
                && first == that.first
                && order.equals(that.order)
                && conditions.equals(that.conditions)
                && total.equals(that.total)
                && owner.equals(that.owner)
                && joined.equals(that.joined)
                && computed.equals(that.computed)
                && Objects.equals(child, that.child);
    }

    /** Returns the statement. */
    Text text() {
        Text known = TEXTS.get(this);
        if (known != null) {
            return known;
        }
        Text made = make();
        if (TEXTS.size() < MOST_TEXTS) {
            TEXTS.put(this, made);
        }
        return made;
    }

    private Text make() {
        List<Parameter> parameters = new ArrayList<>();
        String sql = total.isPresent() && !first ? fromEitherEnd(total.get(), parameters) : fromTheFirst(parameters);
        return new Text(sql, KeptPages.unlessSeen(sql), List.copyOf(parameters));
    }

    private String fromTheFirst(List<Parameter> parameters) {
        String asked = "select " + owned(parameters);
        String counted = total.map(query -> asked + "(" + text(0, query, parameters) + ") as total")
                .orElseGet(() -> asked + "count(*) as total from " + table.name() + " e" + where(parameters));
        String found = where(parameters) + " order by " + columns(order) + " limit " + limit;
        if (first) {
            return first(counted, found);
        }
        parameters.add(Parameter.SKIPPED);
        return later(counted, found);
    }

    /** With a total that is known, rows of the second half are counted off from the end, so the last page costs what the first does. */
    private String fromEitherEnd(String query, List<Parameter> parameters) {
        String known = "(select total from t)";
        String ids = "(select e.id as id from " + table.name() + " e";
        String near = " limit case when ? <= " + known + " / 2 then ";
        String sql = "with t as (select " + owned(parameters) + "(" + text(0, query, parameters)
                + ") as total) select t.total, " + selected()
                + " from t left join (select id from (" + ids + where(parameters) + " order by " + columns(order) + near
                + limit + " else 0 end offset ?) union all ";
        parameters.addAll(List.of(Parameter.SKIPPED, Parameter.SKIPPED));
        sql += ids + where(parameters) + " order by " + backwards(columns(order)) + near + "0 else least(" + limit
                + ", greatest(0, " + known + " - ?)) end offset greatest(0, " + known + " - " + limit
                + " - ?))) b limit "
                + limit + ") p on 1 = 1 left join " + table.name() + " e on e.id = p.id" + joins() + ordered();
        parameters.addAll(List.of(Parameter.SKIPPED, Parameter.SKIPPED, Parameter.SKIPPED));
        return sql;
    }

    private static String backwards(String order) {
        return DIRECTION.matcher(order).replaceAll(found -> "asc".equals(found.group()) ? "desc" : "asc");
    }

    private String first(String counted, String found) {
        String page = "(select " + table.selected("e") + " from " + table.name() + " e" + found + ") e";
        if (owner.isPresent()) {
            return "select t.total, " + selected() + " from (" + counted + ") t left join " + page + " on 1 = 1"
                    + joins() + ordered();
        }
        String head = "select (" + counted + "), " + selected() + " from ";
        return child == null ? head + table.name() + " e" + joins() + found : head + page + joins() + ordered();
    }

    private String later(String counted, String found) {
        return "select t.total, " + selected() + " from (" + counted + ") t left join (select e.id as id from "
                + table.name() + " e" + found + " offset ?) p on 1 = 1 left join " + table.name() + " e on e.id = p.id"
                + joins() + ordered();
    }

    private String selected() {
        List<String> columns = new ArrayList<>(List.of(table.selected("e")));
        if (child != null) {
            columns.add(child.table().selected("c"));
        }
        computed.forEach(expression -> columns.add(columns(expression)));
        owner.ifPresent(asked -> columns.add("t." + OWNED));
        return String.join(", ", columns);
    }

    private String owned(List<Parameter> parameters) {
        return owner.map(condition -> "(" + text(0, condition, parameters) + ") as " + OWNED + ", ")
                .orElse("");
    }

    private String joins() {
        String more = joined.isEmpty() ? "" : " left join " + columns(joined);
        return child == null
                ? more
                : more + " left join " + child.table().name() + " c on " + columns(child.condition());
    }

    private String ordered() {
        return " order by " + columns(child == null ? order : order + ", " + child.order());
    }

    private String where(List<Parameter> parameters) {
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < conditions.size(); index++) {
            texts.add(text(index, conditions.get(index), parameters));
        }
        return texts.stream().collect(Collectors.joining(") and (", " where (", ")"));
    }

    private String text(int condition, String text, List<Parameter> parameters) {
        return PARAMETER.matcher(columns(text)).replaceAll(found -> {
            parameters.add(new Parameter(condition, found.group(1)));
            return "?";
        });
    }

    private String columns(String text) {
        return ATTRIBUTE.matcher(text).replaceAll(found -> {
            EntityTable<?> owner = "e".equals(found.group(1)) ? table : child.table();
            return found.group(1) + "." + owner.column(found.group(2));
        });
    }
}
