package io.ssvirt.config.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of the distribution that other programs read, as those programs understand them. */
class ShippedFilesTest {

    private static final Path FILES = Path.of("../../karaf-assembly/src/main/resources");

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
