package io.ssvirt.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where results go, line by line, so that what was measured is there even when the rest is broken off.
 *
 * @param file kept beside the raw numbers
 */
record Table(PrintStream out, Path file) {

    void line(String text) throws IOException {
        out.println(text);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
