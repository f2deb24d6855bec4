package io.ssvirt.store.jpa.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.persistence.Column;
import javax.persistence.Table;

/**
 * The table of an entity as its annotations declare it, and how a row of a plain result becomes an entity.
 *
 * <p>Entities are flat, so a row needs nothing of what JPA does for a graph of objects that may change: a page is read and given away.
 */
final class EntityTable<E> {

    private static final ClassValue<EntityTable<?>> TABLES = new ClassValue<>() {
        @Override
        protected EntityTable<?> computeValue(Class<?> type) {
            return new EntityTable<>(type);
        }
    };

    private final String name;
    private final Constructor<E> constructor;
    private final Map<String, String> columns;
    private final List<Cell> cells;

    /** A field and how its column is read. */
    private record Cell(Field field, Reading reading) {}

    /** Reads one column of the current row. */
    private interface Reading {
        Object of(ResultSet row, int column) throws SQLException;
    }

    private EntityTable(Class<E> type) {
        List<Field> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Column.class))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        name = type.getAnnotation(Table.class).name();
        constructor = constructor(type);
        columns = fields.stream().collect(Collectors.toMap(Field::getName, field -> field.getAnnotation(Column.class)
                .name()));
        cells = fields.stream()
                .map(field -> new Cell(field, reading(field.getType())))
                .toList();
    }

    /** Returns the table of an entity. */
    @SuppressWarnings("unchecked") // it was made for this class
    static <E> EntityTable<E> of(Class<E> type) {
        return (EntityTable<E>) TABLES.get(type);
    }

    String name() {
        return name;
    }

    /** Returns how many columns a row takes in a result. */
    int width() {
        return cells.size();
    }

    /** Returns the column of an attribute. */
    String column(String attribute) {
        return columns.get(attribute);
    }

    /** Returns the columns in the order in which {@link #read} expects them. */
    String[] columns() {
        return cells.stream().map(cell -> columns.get(cell.field().getName())).toArray(String[]::new);
    }

    /** Returns the columns for the select list, in the order in which {@link #read} expects them. */
    String selected(String alias) {
        return cells.stream()
                .map(cell -> alias + "." + columns.get(cell.field().getName()))
                .collect(Collectors.joining(", "));
    }

    /** Returns the position of the column of an attribute within a row, from 0. */
    int position(String attribute) {
        for (int index = 0; index < cells.size(); index++) {
            if (cells.get(index).field().getName().equals(attribute)) {
                return index;
            }
        }
        throw new IllegalArgumentException(name + " has no attribute " + attribute);
    }

    /** Makes an entity of the current row, whose columns begin at {@code first}. */
    E read(ResultSet row, int first) throws SQLException {
        try {
            E entity = constructor.newInstance();
            for (int index = 0; index < cells.size(); index++) {
                Cell cell = cells.get(index);
                cell.field().set(entity, cell.reading().of(row, first + index));
            }
            return entity;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(name + " cannot be read into its entity", impossible);
        }
    }

    /** Returns the values of an entity, in the order of its columns. */
    List<Object> values(E entity) {
        List<Object> values = new ArrayList<>();
        for (Cell cell : cells) {
            try {
                values.add(cell.field().get(entity));
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(name + " cannot be written from its entity", impossible);
            }
        }
        return values;
    }

    private static <E> Constructor<E> constructor(Class<E> type) {
        try {
            Constructor<E> found = type.getDeclaredConstructor();
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no constructor for JPA", impossible);
        }
    }

    private static Reading reading(Class<?> type) {
        if (type == String.class) {
            return ResultSet::getString;
        }
        if (type == long.class) {
            return ResultSet::getLong;
        }
        if (type == int.class) {
            return ResultSet::getInt;
        }
        if (type == boolean.class) {
            return ResultSet::getBoolean;
        }
        if (type == Long.class) {
            return (row, column) -> {
                long value = row.getLong(column);
                return row.wasNull() ? null : value;
            };
        }
        throw new IllegalArgumentException("no column is read into a " + type);
    }
}
