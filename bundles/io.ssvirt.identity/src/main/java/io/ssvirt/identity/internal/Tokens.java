package io.ssvirt.identity.internal;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Session;
import io.ssvirt.model.Urn;

/** Signed tokens (JWT, HS256) that name a session; whether the session is still good is for the store to say (contract 3.1). */
final class Tokens {

    /** As many as there may be sessions in memory; beyond them beginning anew costs a check for each. */
    private static final int MOST = 10_000;

    private final byte[] key;

    /** Tokens in use whose signature was found to be ours. That never changes; whether their session goes on is asked each time. */
    private final Map<String, Signed> verified = new ConcurrentHashMap<>();

    /** What a token of ours says. */
    private record Signed(Urn session, Instant until) {}

    Tokens(byte[] key) {
        this.key = key.clone();
    }

    String sign(Session session, String username) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("user_id", session.userId().toString())
                .claim("username", username)
                .claim("session_id", session.id().toString())
                .issueTime(Date.from(session.createdAt()))
                .notBeforeTime(Date.from(session.createdAt()))
                .expirationTime(Date.from(session.expiresAt()))
                .build();
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the signing key is not fit for HS256", impossible);
        }
    }

    /** Returns the session that a token names; empty when the token is not ours or has run out. */
    Optional<Urn> verify(String text, Instant now) {
        Signed known = verified.get(text);
        Optional<Signed> signed = known != null ? Optional.of(known) : read(text);
        if (known == null) {
            signed.filter(token -> now.isBefore(token.until())).ifPresent(token -> remember(text, token));
        }
        return signed.filter(token -> now.isBefore(token.until())).map(Signed::session);
    }

    private void remember(String text, Signed token) {
        if (verified.size() >= MOST) {
            verified.clear();
        }
        verified.put(text, token);
    }

    private Optional<Signed> read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean good = JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    && token.verify(new MACVerifier(key))
                    && claims.getExpirationTime() != null;
            return good
                    ? Urn.parse(EntityType.SESSION, claims.getStringClaim("session_id"))
                            .map(session -> new Signed(
                                    session, claims.getExpirationTime().toInstant()))
                    : Optional.empty();
        } catch (ParseException | JOSEException notAToken) {
            return Optional.empty();
        }
    }
}
