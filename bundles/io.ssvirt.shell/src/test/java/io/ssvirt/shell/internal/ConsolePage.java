package io.ssvirt.shell.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;

/** Makes the page about the console from the annotations of the commands. */
final class ConsolePage {

    static final Path FILE = Path.of("../../docs/console.md");
    private static final Path CLASSES = Path.of("target/classes/io/ssvirt/shell/internal/command");
    private static final String PACKAGE = "io.ssvirt.shell.internal.command.";

    private ConsolePage() {}

    /** Returns the classes of all commands, by the names of the commands. */
    static List<Class<?>> commands() {
        try (Stream<Path> files = Files.list(CLASSES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> load(PACKAGE + name.substring(0, name.length() - ".class".length())))
                    .filter(type -> type.isAnnotationPresent(Command.class))
                    .sorted(Comparator.comparing(
                            type -> type.getAnnotation(Command.class).name()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text() {
        StringBuilder page = new StringBuilder(
                """
                # The console

                `./ssvirt console` from a checkout, `bin/client` in the distribution, or any SSH client on the console's port open a shell in
                the running server. Tab completes commands, options and the names of what is there. Things are named by name or by id.

                Every command takes `-v` (show the cause of an error) and `--help`. Commands that show something take `--no-format` (bare
                columns) and `--json`. Commands that take something away ask first; `-f` does it without a question. A command that fails
                prints one line, and over SSH ends with a status that is not 0:

                ```sh with=ssh
                ssh -p 8101 admin@127.0.0.1 'ssvirt:vdc-list --json'
                ```

                Users of the console are those of the container (`etc/users.properties`, `etc/keys.properties`). The role `viewer` may use
                what only shows, `admin` everything; `etc/org.apache.karaf.command.acl.ssvirt.cfg` says which is which. What a command
                changes is done in the name of `console:<user>`, and the [audit trail](adr/0027-the-audit-trail.md) has it as it has a request: who, what
                on what, and what came of it.

                This page is made from the commands themselves by `build/docs`.

                | command | |
                |---|---|
                """);
        for (Class<?> type : commands()) {
            Command command = type.getAnnotation(Command.class);
            page.append(
                    "| [`ssvirt:%s`](#%s) | %s |\n".formatted(command.name(), anchor(command), command.description()));
        }
        for (Class<?> type : commands()) {
            describe(type, page);
        }
        return page.toString();
    }

    private static String anchor(Command command) {
        return "ssvirt" + command.name();
    }

    private static void describe(Class<?> type, StringBuilder page) {
        Command command = type.getAnnotation(Command.class);
        page.append("\n## ssvirt:%s\n\n%s.".formatted(command.name(), command.description()));
        if (!command.detailedDescription().isEmpty()) {
            page.append(' ').append(command.detailedDescription());
        }
        List<Argument> arguments = annotations(type, Argument.class).stream()
                .sorted(Comparator.comparingInt(Argument::index))
                .toList();
        StringBuilder usage = new StringBuilder("ssvirt:" + command.name() + " [options]");
        arguments.forEach(one -> usage.append(one.required() ? " <" + one.name() + ">" : " [" + one.name() + "]"));
        page.append("\n\n```\n").append(usage).append("\n```\n\n");
        page.append("| | |\n|---|---|\n");
        arguments.forEach(one -> page.append("| `%s` | %s |\n".formatted(one.name(), one.description())));
        annotations(type, Option.class).stream()
                .sorted(Comparator.comparing(option -> option.name().replace("-", "")))
                .forEach(one -> page.append("| %s | %s |\n".formatted(names(one), one.description())));
    }

    private static String names(Option option) {
        return Stream.concat(Stream.of(option.name()), Stream.of(option.aliases()))
                .map(name -> "`" + name + "`")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    private static <A extends java.lang.annotation.Annotation> List<A> annotations(Class<?> type, Class<A> annotation) {
        List<A> found = new ArrayList<>();
        for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) {
                if (field.isAnnotationPresent(annotation)) {
                    found.add(field.getAnnotation(annotation));
                }
            }
        }
        return found;
    }
}
