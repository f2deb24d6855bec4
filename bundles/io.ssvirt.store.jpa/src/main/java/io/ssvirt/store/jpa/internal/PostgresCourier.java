package io.ssvirt.store.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import javax.persistence.EntityManager;
import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Signal;

/**
 * Signals over {@code NOTIFY} and {@code LISTEN}.
 *
 * <p>They arrive on a connection of their own. That it is alive is proven by a round trip every second: PostgreSQL hands over what
 * was notified before it answers, so after the answer nothing that was committed before it is missing.
 */
final class PostgresCourier implements Courier {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCourier.class);

    /** The cast gives the driver a type that it knows; the function itself returns none. */
    private static final String NOTIFY = "select cast(pg_notify('ssvirt', ?1) as varchar)";

    /** What these are about is told by triggers, in the statement that renames it. */
    private static final Set<EntityType> TOLD = EnumSet.of(EntityType.VDC, EntityType.VAPP);

    /** PostgreSQL takes less than 8000 bytes at once. */
    private static final int LONGEST = 7_500;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration GOOD_FOR = PAUSE.plus(ANSWER_WITHIN);

    private final DataSource database;
    private final SignalHub hub;
    private final LongSupplier nanos;
    private final String self = UUID.randomUUID().toString();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Long provenAt;

    private PostgresCourier(DataSource database, SignalHub hub, LongSupplier nanos) {
        this.database = database;
        this.hub = hub;
        this.nanos = nanos;
    }

    static Courier start(DataSource database, SignalHub hub) {
        PostgresCourier courier = new PostgresCourier(database, hub, System::nanoTime);
        Thread thread = new Thread(courier::listen, "ssvirt-signals");
        thread.setDaemon(true);
        thread.start();
        return courier;
    }

    @Override
    public void send(EntityManager em, List<Signal> signals) {
        StringBuilder message = new StringBuilder();
        for (Signal signal :
                signals.stream().distinct().filter(unsaid -> !isTold(unsaid)).toList()) {
            String line = "\n" + signal.topic() + " " + signal.key();
            if (message.length() + line.length() > LONGEST) {
                notifyOthers(em, message);
            }
            message.append(line);
        }
        if (!message.isEmpty()) {
            notifyOthers(em, message);
        }
    }

    private static boolean isTold(Signal signal) {
        return signal.topic().equals(Signal.IDENTITY)
                && Urn.parse(signal.key())
                        .filter(renamed -> TOLD.contains(renamed.type()))
                        .isPresent();
    }

    private void notifyOthers(EntityManager em, StringBuilder message) {
        em.createNativeQuery(NOTIFY).setParameter(1, self + message).getResultList();
        message.setLength(0);
    }

    @Override
    public boolean isHeard() {
        Long proven = provenAt;
        return proven != null && nanos.getAsLong() - proven < GOOD_FOR.toNanos();
    }

    private void listen() {
        while (closed.getCount() > 0) {
            try (Connection connection = database.getConnection()) {
                listenOn(connection);
            } catch (SQLException lost) {
                if (provenAt != null) {
                    LOG.warn("Signals of other processes do not arrive just now reason=\"{}\"", lost.getMessage());
                }
                provenAt = null;
                pause();
            }
        }
        provenAt = null;
    }

    private void listenOn(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, (int) ANSWER_WITHIN.toMillis());
        PGConnection wire = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen ssvirt");
            // Only now nothing more can be missed; what was derived before is worthless.
            hub.mayHaveMissed();
            while (closed.getCount() > 0) {
                long asked = nanos.getAsLong();
                statement.execute("select 1");
                deliver(wire.getNotifications());
                provenAt = asked;
                deliver(wire.getNotifications((int) PAUSE.toMillis()));
            }
            statement.execute("unlisten *");
        }
    }

    private void deliver(PGNotification... arrived) {
        for (PGNotification notification : arrived == null ? new PGNotification[0] : arrived) {
            hub.deliver(signals(notification.getParameter()));
        }
    }

    /** Returns what others sent; its own signals were delivered when they were committed. */
    private List<Signal> signals(String message) {
        List<String> lines = Arrays.asList(message.split("\n"));
        List<Signal> signals = new ArrayList<>();
        if (!self.equals(lines.get(0))) {
            lines.stream()
                    .skip(1)
                    .map(line -> line.split(" "))
                    .forEach(word -> signals.add(new Signal(word[0], word[1])));
        }
        return signals;
    }

    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
