package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretFolderTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheOwnAccountMayReadASecret() throws IOException {
        SecretFolder secrets = new SecretFolder(folder.resolve("secrets"));

        secrets.write("token.key", new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("token.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                .isEqualTo("rwx------");
    }
}
