package io.ssvirt.cluster.kubernetes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fabric8.kubernetes.client.OAuthTokenProvider;

/** A token in a file that somebody else renews; the last good one serves while the file cannot be read. */
final class TokenFile implements OAuthTokenProvider {

    private final Path file;
    private volatile String last = "";

    TokenFile(Path file) {
        this.file = file;
    }

    @Override
    public String getToken() {
        try {
            String token = Files.readString(file).strip();
            if (!token.isEmpty()) {
                last = token;
            }
        } catch (IOException e) {
            if (last.isEmpty()) {
                throw new NotConfigured("the token file " + file + " cannot be read");
            }
        }
        return last;
    }
}
