package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.ErrorKind;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

class StoreOutageTest {

    @Test
    void aDatabaseThatIsAwayIsAnErrorAndNoException() throws IOException {
        TestDatabase database = TestDatabase.postgres();
        Store store = database.store();
        assertThat(store.isAlive()).isTrue();

        database.stopServer();

        assertThat(store.isAlive()).isFalse();
        reads().forEach(work -> isUnavailable(store.read(work)));
        writes().forEach(work -> isUnavailable(store.write(work)));
    }

    /** As a pooled connection does whose socket broke: it fails, is marked as broken, and then cannot be rolled back. */
    @Test
    void aConnectionThatBreaksInATransactionIsAnErrorAndNoException() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        try (TestDatabase whole = TestDatabase.h2();
                TestDatabase breaking = TestDatabase.on(breaking(whole.source(), broken))) {
            Store store = breaking.store();
            broken.set(true);

            writes().forEach(work -> isUnavailable(store.write(work)));

            broken.set(false);
            assertThat(store.write(tx -> Outcome.done(true)).refusal()).isEmpty();
        }
    }

    private static DataSource breaking(DataSource source, AtomicBoolean broken) {
        return proxy(
                DataSource.class,
                source,
                (method, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, (called, answer) -> {
                            if (broken.get() && called.startsWith("prepare")) {
                                throw new SQLException("the socket broke", "08006");
                            }
                            if (broken.get() && called.equals("rollback")) {
                                throw new SQLException("Cannot rollback when autoCommit is enabled.", "25P01");
                            }
                            return answer;
                        })
                        : result);
    }

    private interface After {
        Object call(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.call(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private static void isUnavailable(Outcome<Boolean> outcome) {
        assertThat(outcome.refusal())
                .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private static List<Function<Transaction, Outcome<Boolean>>> reads() {
        return List.of(
                tx -> Outcome.done(tx.vdcs().find(Samples.urn(EntityType.VDC)).isPresent()),
                tx -> Outcome.done(
                        tx.vdcs().page(Optional.empty(), Query.page(1, 25)).total() > 0));
    }

    private static List<Function<Transaction, Outcome<Boolean>>> writes() {
        return List.of(
                tx -> Outcome.done(
                        tx.vdcs().findLocked(Samples.urn(EntityType.VDC)).isPresent()),
                tx -> {
                    tx.organizations().insert(Samples.organization("acme"));
                    return Outcome.done(true);
                });
    }
}
