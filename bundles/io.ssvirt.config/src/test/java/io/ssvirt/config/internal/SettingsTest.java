package io.ssvirt.config.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.ssvirt.api.EffectiveConfiguration.Problem;
import io.ssvirt.api.EffectiveConfiguration.Setting;

import static org.assertj.core.api.Assertions.assertThat;

/** Where settings come from, which one wins, and what a wrong one leads to. */
class SettingsTest {

    @TempDir
    Path root;

    private Etc etc;

    @BeforeEach
    void begin() {
        etc = new Etc(root);
    }

    private void mount(String yaml) throws IOException {
        Path file = root.resolve("etc/ssvirt/config.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }

    private Setting setting(String key) {
        return etc.settings().settings().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<String> problems() {
        return etc.settings().problems().stream().map(Problem::message).toList();
    }

    @Test
    void aSettingThatNobodyGivesIsLeftToItsPart() {
        assertThat(etc.read().get("port")).isNull();
        assertThat(setting("port").value()).isEqualTo("8080");
        assertThat(setting("port").origin()).isEqualTo("default");
        assertThat(setting("port").variable()).isEqualTo("SSVIRT_SAMPLE_PORT");
    }

    @Test
    void theEnvironmentWinsOverTheMountedFileAndThatOverEtc() throws IOException {
        etc.file("port", "1").file("mode", "slow").file("greeting", "etc");
        mount("sample:\n  port: 2\n  mode: fast\n");
        etc.variable("SSVIRT_SAMPLE_PORT", "3");

        var read = etc.read();

        assertThat(read.get("port")).isEqualTo("3");
        assertThat(read.get("mode")).isEqualTo("fast");
        assertThat(read.get("greeting")).isEqualTo("etc");
        assertThat(setting("port").origin()).isEqualTo("environment SSVIRT_SAMPLE_PORT");
        assertThat(setting("mode").origin()).contains("config.yaml").contains("(sample.mode)");
        assertThat(setting("greeting").origin()).isEqualTo("etc/io.ssvirt.sample.cfg");
    }

    @Test
    void aBlankVariableIsNone() {
        etc.file("port", "1").variable("SSVIRT_SAMPLE_PORT", "  ");

        assertThat(etc.read().get("port")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"24h,PT24H", "1h30m,PT1H30M", "500ms,PT0.5S", "90s,PT1M30S", "PT24H,PT24H", "2d,PT48H"})
    void durationsMayBeWrittenAsPeopleDo(String given, String read) {
        etc.file("wait_for", given);

        assertThat(etc.read().get("wait_for")).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "port,abc,whole number from 1 to 65535",
        "port,0,whole number from 1 to 65535",
        "port,99999999999999999999,whole number",
        "wait_for,soon,must be a duration such as 90s",
        "wait_for,-5s,must be a duration",
        "again_every,PT0S,must be a duration of 1ms or more",
        "again_every,now,must be a duration such as 90s",
        "mode,quick,'must be one of fast, slow'",
        "strict,perhaps,'must be one of true, false'",
        "key,tooshort,must have at least 32 characters"
    })
    void aWrongValueIsNamedWithItsPlaceAndTheDefaultStays(String key, String given, String why) {
        etc.variable("SSVIRT_SAMPLE_" + key.toUpperCase(java.util.Locale.ROOT), given);

        assertThat(etc.read().get(key)).isNull();
        assertThat(problems()).singleElement().satisfies(line -> assertThat(line)
                .contains("Setting " + key + " of io.ssvirt.sample", why, "environment SSVIRT_SAMPLE_")
                .doesNotContain("\n"));
        assertThat(etc.settings().problems().get(0).fatal()).isTrue();
    }

    @Test
    void aWrongValueAtRunTimeLeavesTheLastGoodOneInForce() {
        etc.file("port", "9000").read();
        etc.file("port", "nine thousand");

        assertThat(etc.read().get("port")).isEqualTo("9000");
        assertThat(etc.settings().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.fatal()).isFalse();
            assertThat(problem.message()).contains("\"nine thousand\"", "the last good value stays");
        });
        etc.file("port", "9001").read();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aSecretIsNeverShownAndMayComeFromAFile() throws IOException {
        String key = "0123456789-0123456789-0123456789-xyz";
        Path file = Files.writeString(root.resolve("key"), key + "\n");
        etc.variable("SSVIRT_SAMPLE_KEY_FILE", file.toString());

        assertThat(etc.read().get(".key")).isEqualTo(key);
        assertThat(etc.read().get("key")).isNull();
        assertThat(setting("key").value()).isEqualTo("***");
        assertThat(setting("key").origin()).isEqualTo("file " + file);
        etc.settings().settings().forEach(one -> assertThat(one.toString()).doesNotContain(key));
    }

    @Test
    void aWrongSecretIsNotQuoted() {
        etc.variable("SSVIRT_SAMPLE_KEY", "hunter2");

        assertThat(problems()).singleElement().satisfies(line -> assertThat(line)
                .doesNotContain("hunter2"));
    }

    @Test
    void aSecretFileThatIsNotThereIsAProblem() {
        etc.variable("SSVIRT_SAMPLE_KEY_FILE", root.resolve("none").toString());

        assertThat(problems()).singleElement().satisfies(line -> assertThat(line)
                .contains("cannot be read"));
    }

    @Test
    void aListIsOneTextWithCommasOrAListOfTheFile() throws IOException {
        etc.file("origins", "https://a.example, https://b.example");
        assertThat((String[]) etc.read().get("origins")).containsExactly("https://a.example", "https://b.example");

        etc = new Etc(root);
        mount("sample:\n  origins: [https://c.example]\n");
        assertThat((String[]) etc.read().get("origins")).containsExactly("https://c.example");
    }

    @Test
    void aFileThatIsNoYamlIsAProblemAndTheRestStaysInForce() throws IOException {
        etc.file("port", "9000");
        mount("sample: [unclosed\n");

        assertThat(etc.read().get("port")).isEqualTo("9000");
        assertThat(problems()).singleElement().satisfies(line -> assertThat(line)
                .contains("config.yaml", "is no YAML"));
    }

    @Test
    void whatIsUnknownIsNamedWithWhatWasPerhapsMeant() throws IOException {
        mount("sample:\n  prot: 2\n");
        etc.variable("SSVIRT_SAMPLE_PROT", "1")
                .variable("SSVIRT_JAVA_OPTS", "-Xmx1g")
                .variable("OTHER", "x");
        Sources sources = new Sources(etc.environment, root, Names.shipped());

        assertThat(sources.unknown(etc.definitions))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("environment SSVIRT_SAMPLE_PROT", "SSVIRT_SAMPLE_PORT?"))
                .anySatisfy(line -> assertThat(line).contains("(sample.prot)"));
    }

    @Test
    void theDescriptionThatTheBuildMakesIsUnderstood() throws IOException {
        try (InputStream xml =
                getClass().getResourceAsStream("/OSGI-INF/metatype/io.ssvirt.config.internal.DatabaseConfig.xml")) {
            assertThat(Metatype.read(xml))
                    .anySatisfy(port -> {
                        assertThat(port.name()).isEqualTo("io.ssvirt.database/port");
                        assertThat(port.kind()).isEqualTo(Definition.Kind.NUMBER);
                        assertThat(port.maximum()).hasValue(65535L);
                    })
                    .anySatisfy(password -> {
                        assertThat(password.key()).isEqualTo("password");
                        assertThat(password.secret()).isTrue();
                    })
                    .anySatisfy(mode -> {
                        assertThat(mode.key()).isEqualTo("sslmode");
                        assertThat(mode.choices()).contains("verify-full");
                    });
        }
    }
}
