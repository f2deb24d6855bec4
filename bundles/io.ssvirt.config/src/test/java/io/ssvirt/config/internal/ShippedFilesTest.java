package io.ssvirt.config.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of the distribution that other programs read, as those programs understand them. */
class ShippedFilesTest {

    private static final Path FILES = Path.of("../../karaf-assembly/src/main/resources");

    @TempDir
    Path folder;

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(path -> Path.of(path, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its exit value is 0 for keys that it does not know and values that it cannot read; it only says so. */
    @Test
    void systemdHasNothingToSayAboutTheUnit() throws IOException, InterruptedException {
        Optional<Path> systemd = program("systemd-analyze");
        Assumptions.assumeTrue(systemd.isPresent(), "systemd-analyze is not on this machine: the unit is not verified");
        String unit = Files.readString(FILES.resolve("systemd/ssvirt.service"));
        assertThat(unit).contains("ExecStart=/opt/ssvirt/bin/serve\n");
        // It looks whether the program is there.
        Path here = Files.writeString(
                folder.resolve("ssvirt.service"), unit.replace("=/opt/ssvirt/bin/serve", "=" + systemd.get()));

        Process process = new ProcessBuilder(systemd.get().toString(), "verify", "--man=no", here.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
    }

    /**
     * The log is there before what fills in {@code $[...]}, and would look for an appender of that name.
     *
     * <p>Variables that are written {@code ${...}} are filled in when the file is read.
     */
    @Test
    void theLogNeedsNobodyToCompleteItsConfiguration() throws IOException {
        assertThat(Files.readAllLines(FILES.resolve("etc/org.ops4j.pax.logging.cfg")))
                .filteredOn(line -> !line.startsWith("#"))
                .anyMatch(line -> line.contains("${env:SSVIRT_LOG_FORMAT:-text}"))
                .noneMatch(line -> line.contains("$["));
    }
}
