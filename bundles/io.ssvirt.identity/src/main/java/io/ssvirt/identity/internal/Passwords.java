package io.ssvirt.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;

/** Hashes and checks passwords with bcrypt; a password longer than bcrypt reads is digested first, so that all of it counts. */
final class Passwords {

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
    private static final Pattern COST = Pattern.compile("\\$2[abxy]?\\$(\\d\\d)\\$.*");
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED_LENGTH = 20;

    private final int cost;
    private final SecureRandom random;
    private final String hashOfNobody;

    Passwords(int cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        this.hashOfNobody = hash(generated());
    }

    String hash(String password) {
        byte[] hash = BCrypt.with(VERSION, random, LongPasswordStrategies.hashSha512(VERSION))
                .hash(cost, password.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.UTF_8);
    }

    /** Checks a password; an unknown user takes as long as a known one. */
    boolean matches(String password, Optional<String> hash) {
        boolean matches = BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                .verify(
                        password.getBytes(StandardCharsets.UTF_8),
                        hash.orElse(hashOfNobody).getBytes(StandardCharsets.UTF_8))
                .verified;
        return matches && hash.isPresent();
    }

    /** Returns the hash to keep of a password that matched one: the same, or a new one when that was too cheap. */
    String kept(String password, String matched) {
        Matcher text = COST.matcher(matched);
        boolean cheap = text.matches() && Integer.parseInt(text.group(1)) < cost;
        return cheap ? hash(password) : matched;
    }

    /** Draws a password that nobody can guess and that can be read aloud. */
    String generated() {
        StringBuilder password = new StringBuilder(GENERATED_LENGTH);
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
