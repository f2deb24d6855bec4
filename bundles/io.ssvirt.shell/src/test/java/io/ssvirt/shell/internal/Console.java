package io.ssvirt.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.complete.LiveNames;

/** Runs commands as the container does, on services of the test. */
final class Console {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final Deque<String> answers = new ArrayDeque<>();
    final Deque<String> questions = new ArrayDeque<>();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Class<?>, Object> services = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    <T> Console offer(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /** Answers what is called by name, and nothing else. */
    static <T> T answering(Class<T> type, Map<String, ?> byMethod) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (!byMethod.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.toString());
            }
            Object answer = byMethod.get(method.getName());
            return answer instanceof java.util.function.Function<?, ?> function ? apply(function, given) : answer;
        }));
    }

    @SuppressWarnings("unchecked")
    private static Object apply(java.util.function.Function<?, ?> function, Object... given) {
        return ((java.util.function.Function<Object[], Object>) function).apply(given);
    }

    /** Runs a command with fields set as its options and arguments would be, and returns what it printed. */
    String run(Class<? extends CloudCommand> type, Map<String, ?> given) throws CommandException {
        printed.reset();
        try {
            CloudCommand command = type.getDeclaredConstructor().newInstance();
            command.cloud = this::use;
            command.session = session();
            command.witness =
                    new Witness(this::use, Clock.fixed(NOW, ZoneOffset.UTC), () -> new UUID(0, ids.incrementAndGet()));
            for (Map.Entry<String, ?> one : given.entrySet()) {
                field(type, one.getKey()).set(command, one.getValue());
            }
            command.execute();
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text();
    }

    /** Returns what a completer offers when somebody has typed the beginning of a name. */
    List<String> complete(Class<? extends LiveNames> type, String typed) {
        List<String> candidates = new ArrayList<>();
        try {
            LiveNames completer = type.getDeclaredConstructor().newInstance();
            field(type, "cloud").set(completer, (Cloud) this::use);
            completer.complete(session(), new ArgumentCommandLine(typed, typed.length()), candidates);
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
        return candidates.stream().map(String::strip).toList();
    }

    String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new IllegalArgumentException(type + " has no " + name);
    }

    private <T> Outcome<T> use(Class<T> type) {
        return Outcome.required(
                java.util.Optional.ofNullable(type.cast(services.get(type))),
                DomainError.unavailable(type.getSimpleName() + " is away", java.time.Duration.ofSeconds(5)));
    }

    private Session session() {
        return answering(
                Session.class,
                Map.of("getConsole", out, "readLine", (java.util.function.Function<Object[], Object>) given -> {
                    questions.add(String.valueOf(given[0]));
                    return answers.poll();
                }));
    }
}
