package io.ssvirt.store.jpa.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import io.ssvirt.model.ApiToken;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Signal;
import io.ssvirt.store.spi.Signals;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

import static io.ssvirt.store.jpa.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Two organizations with a user each, on whatever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountFixture {

    final Organization acme = Samples.organization("acme");
    final Organization umbrella = Samples.organization("umbrella");
    final Role reader = role("Reader");
    final Role writer = role("Writer");
    final User alice = Samples.user(acme, "alice", List.of(reader.id(), writer.id()));
    final User bob = Samples.user(umbrella, "bob", List.of());
    final List<String> signals = new CopyOnWriteArrayList<>();
    TestDatabase database;
    Store store;
    private Runnable endListening;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        store = database.store();
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    @BeforeEach
    void twoOrganizationsWithAUserEach() throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("users", "roles", "organizations")) {
                statement.execute("delete from " + table);
            }
        }
        signals.clear();
        write(tx -> {
            tx.organizations().insert(acme);
            tx.organizations().insert(umbrella);
            tx.roles().insert(reader);
            tx.roles().insert(writer);
            tx.users().insert(alice, "hash-of-alice");
            tx.users().insert(bob, "hash-of-bob");
        });
        endListening = store.signals().listen(Signal.IDENTITY, new Signals.Listener() {
            @Override
            public void received(String key) {
                signals.add(key);
            }

            @Override
            public void mayHaveMissed() {
                // nothing is lost here
            }
        });
    }

    @AfterEach
    void listenNoMore() {
        endListening.run();
    }

    private static Role role(String name) {
        return new Role(Samples.urn(EntityType.ROLE), name, "", "", false, Right.ofVAppUser(), NOW, NOW);
    }

    void write(Consumer<Transaction> work) {
        assertThat(tryWrite(work).refusal()).isEmpty();
    }

    Outcome<Boolean> tryWrite(Consumer<Transaction> work) {
        return store.write(tx -> {
            work.accept(tx);
            return Outcome.done(true);
        });
    }

    <T> T change(Function<Transaction, T> work) {
        return store.write(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    <T> T read(Function<Transaction, T> work) {
        return store.read(tx -> Outcome.done(work.apply(tx))).fold(value -> value, error -> {
            throw new AssertionError(error);
        });
    }

    User changed(User user, String name, boolean enabled, List<Urn> roles) {
        return new User(
                user.id(),
                user.orgId(),
                name,
                user.fullName(),
                user.description(),
                user.email(),
                enabled,
                Optional.empty(),
                0,
                0,
                user.providerType(),
                roles,
                user.lastLoginAt(),
                user.createdAt(),
                NOW.plusSeconds(5));
    }

    Session session(User user, Optional<Urn> token) {
        Session session = new Session(Samples.urn(EntityType.SESSION), user.id(), NOW, NOW, NOW.plusSeconds(60), token);
        write(tx -> tx.sessions().insert(session));
        return session;
    }

    ApiToken token(User user, String name, Optional<String> hash) {
        ApiToken token = new ApiToken(Samples.urn(EntityType.TOKEN), user.id(), name, NOW, Optional.empty());
        write(tx -> tx.tokens().insert(token, hash));
        return token;
    }

    boolean holds(Function<Transaction, Boolean> condition) {
        return read(condition);
    }

    boolean succeeds(Function<Transaction, Boolean> work) {
        return change(work);
    }

    <T> List<T> list(Function<Transaction, List<T>> work) {
        return read(work);
    }
}
