package io.ssvirt.identity.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;

/** What every request begins with: the signature of its token. */
@State(Scope.Benchmark)
public class TokenPath {

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Tokens tokens = new Tokens(new byte[32]);
    private final String token = tokens.sign(
            new Session(
                    urn(EntityType.SESSION), urn(EntityType.USER), now, now, now.plusSeconds(3600), Optional.empty()),
            "somebody");

    private static Urn urn(EntityType type) {
        return new Urn(type, UUID.nameUUIDFromBytes(type.name().getBytes()));
    }

    /** Checks a good one. */
    @Benchmark
    public Object checkOfAToken() {
        return tokens.verify(token, now).orElseThrow();
    }
}
