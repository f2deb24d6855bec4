package io.ssvirt.identity.internal;

import java.security.SecureRandom;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a login costs, which is meant to be much. */
@State(Scope.Benchmark)
public class PasswordPath {

    private static final int USUAL_COST = 11;

    private final Passwords passwords = new Passwords(USUAL_COST, new SecureRandom());
    private final Optional<String> hash = Optional.of(passwords.hash("correct horse"));

    /** Checks a good one at the usual cost. */
    @Benchmark
    public Object checkOfAPassword() {
        return passwords.matches("correct horse", hash);
    }
}
