package io.ssvirt.store.jpa.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import javax.sql.DataSource;

/** Counts the statements that go through a data source, and writes them down while somebody wants them. */
final class StatementCount {

    private final AtomicLong count = new AtomicLong();
    private volatile Consumer<String> reader = statement -> {};

    /** Puts the count before a data source. */
    DataSource of(DataSource source) {
        return seen(DataSource.class, source, "");
    }

    /** Tells somebody every statement from now on. */
    void tell(Consumer<String> next) {
        reader = next;
    }

    long soFar() {
        return count.get();
    }

    private <T> T seen(Class<T> type, Object real, String sql) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (real instanceof Statement && method.getName().startsWith("execute")) {
                count.incrementAndGet();
                reader.accept(sql(arguments, sql));
            }
            try {
                return wrapped(method.invoke(real, arguments), sql(arguments, ""));
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static String sql(Object[] arguments, String otherwise) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : otherwise;
    }

    private Object wrapped(Object value, String sql) {
        if (value instanceof Connection) {
            return seen(Connection.class, value, "");
        }
        if (value instanceof PreparedStatement) {
            return seen(PreparedStatement.class, value, sql);
        }
        return value instanceof Statement ? seen(Statement.class, value, "") : value;
    }
}
