package io.ssvirt.store.jpa.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/** Counts the statements that go through a data source. */
final class StatementCount {

    private final AtomicLong count = new AtomicLong();

    /** Puts the count before a data source. */
    DataSource of(DataSource source) {
        return seen(DataSource.class, source);
    }

    long soFar() {
        return count.get();
    }

    private <T> T seen(Class<T> type, Object real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (real instanceof Statement && method.getName().startsWith("execute")) {
                count.incrementAndGet();
            }
            try {
                return wrapped(method.invoke(real, arguments));
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object value) {
        if (value instanceof Connection) {
            return seen(Connection.class, value);
        }
        if (value instanceof PreparedStatement) {
            return seen(PreparedStatement.class, value);
        }
        return value instanceof Statement ? seen(Statement.class, value) : value;
    }
}
