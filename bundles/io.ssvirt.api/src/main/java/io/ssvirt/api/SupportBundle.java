package io.ssvirt.api;

import java.nio.file.Path;
import java.util.Optional;

import io.ssvirt.model.Outcome;

/** Everything that somebody needs who shall find out what is wrong, in one archive without a secret. */
public interface SupportBundle {

    /**
     * Writes a zip archive: versions, bundles and their states, configuration with secrets masked, health, figures, threads, and
     * the end of the log.
     *
     * @param file where to; empty for a new file in the data folder
     * @return the file that was written; {@code CONFLICT} when it exists already or cannot be written
     */
    Outcome<Path> write(Optional<Path> file);
}
