package io.ssvirt.identity.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** The key that signs tokens: given by configuration, or made once and kept in the secret folder. There is no default. */
final class SigningKey {

    private static final String NAME = "token.key";
    private static final int SHORTEST = 32;

    private SigningKey() {}

    /** Returns the key; a given one that is too short is an error, because tokens would be easy to forge. */
    static byte[] read(IdentityConfig config, SecretFolder folder, SecureRandom random) {
        if (!config.jwt__secret().isEmpty()) {
            return longEnough(config.jwt__secret().getBytes(StandardCharsets.UTF_8), "the setting jwt_secret");
        }
        if (!config.jwt__secret__file().isBlank()) {
            Path file = Path.of(config.jwt__secret__file());
            return longEnough(withoutLineEnd(bytes(file)), "the file " + file);
        }
        return folder.read(NAME)
                .map(key -> longEnough(key, "the file " + folder.file(NAME)))
                .orElseGet(() -> {
                    byte[] key = new byte[SHORTEST];
                    random.nextBytes(key);
                    return folder.writeNew(NAME, key);
                });
    }

    private static byte[] longEnough(byte[] key, String where) {
        if (key.length < SHORTEST) {
            throw new IllegalStateException("the secret that signs tokens has " + key.length + " bytes, and " + SHORTEST
                    + " are needed: put a longer one into " + where + ", or leave it out to have one made");
        }
        return key;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the secret that signs tokens from " + file, unreadable);
        }
    }

    /** Whoever writes the file with an editor or echo adds a line end and does not mean it. */
    private static byte[] withoutLineEnd(byte... content) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
            if (length > 0 && content[length - 1] == '\r') {
                length--;
            }
        }
        return Arrays.copyOf(content, length);
    }
}
