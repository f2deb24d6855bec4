package io.ssvirt.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said about the commands elsewhere agrees with the commands. */
class ConsolePageTest {

    private static final Path RIGHTS =
            Path.of("../../karaf-assembly/src/main/resources/etc/org.apache.karaf.command.acl.ssvirt.cfg");

    private static List<String> names() {
        return ConsolePage.commands().stream()
                .map(type -> type.getAnnotation(Command.class).name())
                .toList();
    }

    @Test
    void thePageIsWhatTheCommandsSay() throws IOException {
        if ("write".equals(System.getProperty("ssvirt.docs"))) {
            Files.writeString(ConsolePage.FILE, ConsolePage.text());
        }
        assertThat(ConsolePage.FILE)
                .as("docs/console.md is out of date; build/docs makes it anew")
                .hasContent(ConsolePage.text());
    }

    @Test
    void everyCommandSaysWhoMayUseIt() throws IOException {
        Properties rights = new Properties();
        try (InputStream file = Files.newInputStream(RIGHTS)) {
            rights.load(file);
        }

        assertThat(rights.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names());
        assertThat(rights.values()).allMatch(roles -> roles.equals("viewer, manager, admin") || roles.equals("admin"));
    }

    @Test
    void whatOnlyShowsIsForViewersAndEverythingElseIsNot() throws IOException {
        Properties rights = new Properties();
        try (InputStream file = Files.newInputStream(RIGHTS)) {
            rights.load(file);
        }

        for (Class<?> type : ConsolePage.commands()) {
            String name = type.getAnnotation(Command.class).name();
            boolean shows = ShowCommand.class.isAssignableFrom(type) && !name.equals("drift");
            assertThat(rights.getProperty(name)).as(name).isEqualTo(shows ? "viewer, manager, admin" : "admin");
        }
    }

    @Test
    void everyCommandIsKnownToTheConsole() {
        assertThat(ConsolePage.commands())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type).hasAnnotation(Service.class))
                .allSatisfy(type ->
                        assertThat(type.getAnnotation(Command.class).scope()).isEqualTo("ssvirt"));
    }

    /** A command for administrators leaves an event in the audit trail, so it says what it does to what. */
    @Test
    void whateverIsNotForViewersSaysWhatItChanges() {
        assertThat(ConsolePage.commands())
                .filteredOn(type -> !ShowCommand.class.isAssignableFrom(type)
                        || type.getAnnotation(Command.class).name().equals("drift"))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getDeclaredMethod("deed")).isNotNull());
    }
}
