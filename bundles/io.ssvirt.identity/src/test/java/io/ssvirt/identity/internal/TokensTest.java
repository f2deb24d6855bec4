package io.ssvirt.identity.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;

import static org.assertj.core.api.Assertions.assertThat;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Session SESSION = new Session(
            new Urn(EntityType.SESSION, new UUID(1, 1)),
            new Urn(EntityType.USER, new UUID(2, 2)),
            NOW,
            NOW,
            NOW.plusSeconds(60),
            Optional.empty());

    private final Tokens tokens = new Tokens("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @Test
    void aTokenNamesItsSessionUntilItRunsOut() {
        String token = tokens.sign(SESSION, "alice");

        assertThat(tokens.verify(token, NOW.plusSeconds(59))).contains(SESSION.id());
        assertThat(tokens.verify(token, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void aTokenOfAnotherKeyIsNone() {
        String token = new Tokens(new byte[32]).sign(SESSION, "alice");

        assertThat(tokens.verify(token, NOW)).isEmpty();
    }

    @Test
    void aTokenThatClaimsToNeedNoSignatureIsNone() {
        String header = base64("{\"alg\":\"none\"}");
        String claims = tokens.sign(SESSION, "alice").split("\\.")[1];

        assertThat(tokens.verify(header + "." + claims + ".", NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.x", "\u0000"})
    void rubbishIsNoToken(String text) {
        assertThat(tokens.verify(text, NOW)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
