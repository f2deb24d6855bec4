package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder for secrets that the process makes itself; nobody but its own account may read them. */
final class SecretFolder {

    private final Path folder;

    SecretFolder(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Optional<byte[]> read(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Writes a file whole or not at all. */
    void write(String name, byte[] content) {
        try {
            Files.move(
                    part(name, content),
                    file(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new IllegalStateException("cannot write " + file(name) + ": " + unwritable.getMessage(), unwritable);
        }
    }

    /** Writes a file that is not there, and returns its content; that of another process that was faster wins. */
    byte[] writeNew(String name, byte[] content) {
        try {
            Path part = part(name, content);
            try {
                Files.createLink(file(name), part);
                return content;
            } catch (FileAlreadyExistsException faster) {
                return Files.readAllBytes(file(name));
            } finally {
                Files.delete(part);
            }
        } catch (IOException unwritable) {
            throw new IllegalStateException("cannot write " + file(name) + ": " + unwritable.getMessage(), unwritable);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException held) {
            throw new IllegalStateException("cannot delete " + file(name) + ": " + held.getMessage(), held);
        }
    }

    private Path part(String name, byte[] content) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, ownerOnly);
        Path part = Files.createTempFile(
                folder,
                name,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(part, content);
    }
}
