package io.ssvirt.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about the settings says what the built bundles declare; in the package of the code that reads them. */
class ConfigurationPageTest {

    private static final Path BUNDLES = Path.of(System.getProperty("ssvirt.bundles"));
    private static final Path PAGE = BUNDLES.resolve("../docs/configuration.md");
    private static final Path ETC = BUNDLES.resolve("../karaf-assembly/src/main/resources/etc");

    private final Names names = Names.shipped();

    private static List<Definition> settings() throws IOException {
        Map<String, Definition> found = new TreeMap<>();
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            for (Path folder : folders.filter(one -> Files.isDirectory(one.resolve("src/main")))
                    .toList()) {
                jar(folder).ifPresent(jar -> read(jar).forEach(one -> found.putIfAbsent(one.name(), one)));
            }
        }
        return List.copyOf(found.values());
    }

    private static java.util.Optional<Path> jar(Path folder) {
        String name = folder.getFileName().toString();
        try (Stream<Path> built = Files.list(folder.resolve("target"))) {
            return built.filter(file -> file.getFileName().toString().matches(name + "-[0-9][^/]*SNAPSHOT\\.jar"))
                    .findFirst();
        } catch (IOException unbuilt) {
            throw new UncheckedIOException(unbuilt);
        }
    }

    private static List<Definition> read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<Definition> found = new java.util.ArrayList<>();
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().matches("OSGI-INF/metatype/.*\\.xml")) {
                    try (InputStream xml = file.getInputStream(entry)) {
                        found.addAll(Metatype.read(xml));
                    }
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String page() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # Configuration

                Every setting can be given in four places. The first that has it wins:

                1. a mounted secret: a file in `/var/run/secrets/initial-admin` for the first administrator, or any file that a variable
                   with `_FILE` at its end names (`SSVIRT_DATABASE_PASSWORD_FILE`), for settings that are secret
                2. an environment variable
                3. the mounted file `/etc/ssvirt/config.yaml`, or the one that `SSVIRT_CONFIG_FILE` names; its members are the words of the
                   variable, so `SSVIRT_DATABASE_PORT` is `database: {port: …}`
                4. the file of its area in `etc`, such as `etc/io.ssvirt.database.cfg`; a change of it is taken up while the server runs.
                   Write the new one beside it and move it there (`mv`): a file that is found half written is taken as it is

                A blank value counts as none. Durations are written `90s`, `1h30m` or `PT1H30M`. A value that cannot be is named in one line of
                the log and in `ssvirt:config --problems`: at the start the default stands in and the server is not ready until the
                value is corrected; later the last good value stays in force. A name that nothing reads is warned about.
                `ssvirt:config` shows what is in force and where each value comes from; secrets are shown as `***`.

                This page is made from the descriptions in the source by `build/docs`.
                """);
        String area = "";
        for (Definition setting : settings()) {
            if (names.variables(setting).isEmpty()) {
                continue;
            }
            if (!area.equals(setting.pid())) {
                area = setting.pid();
                page.append("\n## ")
                        .append(area)
                        .append("\n\n| key | variable | default | what |\n|---|---|---|---|\n");
            }
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(setting.key(), variables(setting), defaultValue(setting), what(setting)));
        }
        return page.toString();
    }

    private String variables(Definition setting) {
        return names.variables(setting).stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static String defaultValue(Definition setting) {
        return setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
    }

    private static String what(Definition setting) {
        String range = setting.minimum().map(least -> least(setting, least)).orElse("")
                + setting.maximum().map(most -> " to " + most).orElse("");
        String choices = setting.choices().isEmpty() ? "" : " One of " + String.join(", ", setting.choices()) + ".";
        String kind = setting.kind() == Definition.Kind.DURATION && range.isEmpty() ? " A duration." : "";
        return setting.description().replace("|", "\\|")
                + choices
                + kind
                + (range.isEmpty() ? "" : range + ".")
                + (setting.secret() ? " Secret." : "");
    }

    private static String least(Definition setting, long least) {
        return switch (setting.kind()) {
            case TEXT -> " At least " + least + " characters";
            case DURATION -> " A duration of " + least + "ms or more";
            default -> " From " + least;
        };
    }

    @Test
    void thePageIsWhatTheBundlesDeclare() throws IOException {
        if ("write".equals(System.getProperty("ssvirt.docs"))) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("docs/configuration.md is out of date; build/docs makes it anew")
                .hasContent(page());
    }

    @Test
    void everySettingSaysWhatItIsFor() throws IOException {
        assertThat(settings()).isNotEmpty().allSatisfy(setting -> assertThat(setting.description())
                .as(setting.name())
                .isNotBlank());
    }

    @Test
    void noVariableStandsForTwoSettings() throws IOException {
        List<String> variables = settings().stream()
                .flatMap(setting -> names.variables(setting).stream())
                .toList();

        assertThat(variables).doesNotHaveDuplicates();
    }

    @Test
    void theShippedFilesHoldKnownKeysAndGoodValues() throws IOException {
        List<Definition> settings = settings();
        try (Stream<Path> files = Files.list(ETC)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("io.ssvirt."))
                    .toList()) {
                String pid = file.getFileName().toString().replaceAll("\\.cfg$", "");
                java.util.Properties properties = new java.util.Properties();
                try (InputStream in = Files.newInputStream(file)) {
                    properties.load(in);
                }
                properties.forEach((key, value) -> assertThat(settings)
                        .as(file.getFileName() + ": " + key)
                        .anySatisfy(setting -> {
                            assertThat(setting.name()).isEqualTo(pid + "/" + key);
                            assertThat(value.toString().isEmpty()
                                            || Check.of(setting, value.toString())
                                                    .wrong()
                                                    .isEmpty())
                                    .isTrue();
                        }));
            }
        }
    }
}
