package io.ssvirt.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Changes a file of settings of a process that runs, as docs/configuration.md tells an administrator to. */
final class SettingsFile {

    private SettingsFile() {}

    /**
     * Puts it there whole. Whoever finds a file half written takes what is not there yet for not given: the simulated cluster instead
     * of the real one.
     */
    static void put(Path file, String content) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
