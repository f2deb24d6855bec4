package io.ssvirt.identity.internal;

import java.security.SecureRandom;

/** The key that signs tokens: made once, kept in the secret folder, never a default. */
final class KeyFile {

    private static final String NAME = "token.key";
    private static final int LENGTH = 32;

    private KeyFile() {}

    static byte[] read(SecretFolder folder, SecureRandom random) {
        return folder.read(NAME).filter(key -> key.length >= LENGTH).orElseGet(() -> {
            byte[] key = new byte[LENGTH];
            random.nextBytes(key);
            folder.write(NAME, key);
            return key;
        });
    }
}
