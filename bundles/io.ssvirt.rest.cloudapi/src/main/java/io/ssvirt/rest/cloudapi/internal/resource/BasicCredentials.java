package io.ssvirt.rest.cloudapi.internal.resource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.rest.api.LegalText;

/** User and password of a Basic header; the password may contain colons. */
record BasicCredentials(String user, String password) {

    private static final String SCHEME = "basic ";

    /** Reads a header; refused with the texts of contract 2.3. */
    static Outcome<BasicCredentials> read(String header) {
        if (header == null || header.isBlank()) {
            return refused("Authorization header required");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return refused("Basic authentication required");
        }
        byte[] decoded;
        try {
            decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
        } catch (IllegalArgumentException notBase64) {
            return refused("Invalid base64 encoding");
        }
        return split(decoded);
    }

    /** Returns the answer to a wrong user or password. */
    static DomainError wrong() {
        return DomainError.unauthenticated("Invalid username or password");
    }

    private static Outcome<BasicCredentials> split(byte[] decoded) {
        String pair;
        try {
            pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded))
                    .toString();
        } catch (CharacterCodingException notText) {
            return refused("Invalid credentials format");
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return refused("Invalid credentials format");
        }
        return LegalText.isLegal(pair)
                ? Outcome.done(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)))
                : Outcome.refused(wrong());
    }

    private static Outcome<BasicCredentials> refused(String text) {
        return Outcome.refused(DomainError.unauthenticated(text));
    }

    Secret secret() {
        return new Secret(password);
    }

    @Override
    public String toString() {
        return "BasicCredentials[hidden]";
    }
}
