package io.ssvirt.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.IntentJournal;
import io.ssvirt.store.spi.Signals;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** The store of one process, in which things go wrong as planned, and which is of no use to a process that was killed. */
final class FaultyStore implements Store {

    private final Lab lab;
    private final Store store;
    private final Faults faults;
    private final Ledger ledger;
    private final BooleanSupplier alive;

    FaultyStore(Lab lab, Store store, BooleanSupplier alive) {
        this.lab = lab;
        this.store = store;
        this.faults = lab.faults();
        this.ledger = lab.ledger();
        this.alive = alive;
    }

    @Override
    public <T> Outcome<T> read(Function<Transaction, Outcome<T>> work) {
        mustLive();
        return faults.isDatabaseAway(this)
                ? Outcome.refused(away())
                : store.read(tx -> work.apply(traced(tx, new Trace())));
    }

    @Override
    public <T> Outcome<T> write(Function<Transaction, Outcome<T>> work) {
        mustLive();
        if (faults.isDatabaseAway(this)) {
            return Outcome.refused(away());
        }
        Trace[] last = {new Trace()};
        Faults.Commit[] fate = {Faults.Commit.AS_USUAL};
        Outcome<T> outcome = store.write(tx -> {
            Trace trace = new Trace();
            last[0] = trace;
            Outcome<T> result = work.apply(traced(tx, trace));
            if (result.refusal().isPresent()) {
                return result;
            }
            before(trace);
            fate[0] = faults.commit(trace);
            return fate[0] == Faults.Commit.LOST ? Outcome.refused(away()) : result;
        });
        if (outcome.refusal().isEmpty() || fate[0] == Faults.Commit.CUT_AFTER) {
            ledger.committed(last[0]);
            if (lab.lacks(Protection.TOMBSTONE)) {
                Unprotected.bury(store, last[0]);
            }
            after(last[0]);
        }
        return fate[0] == Faults.Commit.UNKNOWN ? Outcome.refused(away()) : outcome;
    }

    /** Signals come on threads of their own; here they get lost, and the journal has to find its work by itself. */
    @Override
    public Signals signals() {
        return new Signals() {
            @Override
            public Runnable listen(String topic, Listener listener) {
                return () -> {};
            }

            @Override
            public boolean isHeard() {
                return false;
            }
        };
    }

    @Override
    public boolean isAlive() {
        mustLive();
        return !faults.isDatabaseAway(this) && store.isAlive();
    }

    private void before(Trace trace) {
        dieAt(Border.BEFORE_COMMIT, accepted(trace));
        dieAt(Border.BEFORE_FINALISE, operations(trace.ended()));
    }

    private void after(Trace trace) {
        dieAt(Border.AFTER_COMMIT, accepted(trace));
        dieAt(Border.AFTER_CLAIM, operations(trace.claimed()));
    }

    private void dieAt(Border border, List<Operation> touched) {
        if (faults.kills(border, touched)) {
            throw new Killed(border.id());
        }
    }

    private static List<Operation> accepted(Trace trace) {
        return trace.accepted().stream().map(IntentJournal.Entry::operation).toList();
    }

    private List<Operation> operations(List<UUID> intents) {
        return intents.stream()
                .map(ledger.accepted()::get)
                .filter(Objects::nonNull)
                .map(IntentJournal.Entry::operation)
                .toList();
    }

    private void mustLive() {
        if (!alive.getAsBoolean()) {
            throw new Killed("a process that was killed asked the database");
        }
    }

    static DomainError away() {
        return DomainError.unavailable("The database does not answer just now; try again later", Duration.ofSeconds(5));
    }

    private Transaction traced(Transaction tx, Trace trace) {
        IntentJournal journal = proxy(IntentJournal.class, (method, arguments) -> {
            Object result = Unprotected.journal(lab, tx.journal(), method, arguments);
            note(trace, method.getName(), arguments, result);
            return result;
        });
        return proxy(
                Transaction.class,
                (method, arguments) -> method.getName().equals("journal") ? journal : invoke(tx, method, arguments));
    }

    private static void note(Trace trace, String method, Object[] arguments, Object result) {
        if (method.equals("insert")) {
            trace.accepted().add((IntentJournal.Entry) arguments[0]);
        } else if (method.equals("accept")) {
            IntentJournal.Entry entry = (IntentJournal.Entry) arguments[0];
            trace.accepted().add(entry);
            ((Optional<?>) result).ifPresent(claimed -> trace.claimed().add(entry.id()));
        } else if (method.equals("claim") && ((Optional<?>) result).isPresent()) {
            trace.claimed().add((UUID) arguments[0]);
        } else if (method.equals("abort") && ((Optional<?>) result).isPresent()) {
            trace.ended().add((UUID) arguments[0]);
        } else if (method.equals("end") && (boolean) result) {
            trace.ended().add(((Intent) arguments[0]).id());
        }
    }

    private interface Handling {
        Object handle(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Handling handling) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handling.handle(method, arguments)));
    }

    /** Calls the real thing; what it throws comes through as it is. */
    static Object invoke(Object target, Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) thrown.getCause();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
