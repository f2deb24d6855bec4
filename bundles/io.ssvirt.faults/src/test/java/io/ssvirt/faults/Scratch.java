package io.ssvirt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for the files of clusters. */
final class Scratch {

    private Scratch() {}

    /** The cluster's file is written at every change, so it lies in memory where there is a folder for that. */
    static Path folder() {
        Path memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "ssvirt-faults")
                    : Files.createTempDirectory("ssvirt-faults");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Removes a folder with everything in it. */
    static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
