package io.ssvirt.identity.internal;

import java.security.SecureRandom;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTest {

    private final Passwords passwords = new Passwords(4, new SecureRandom());

    @Test
    void theRightPasswordMatchesAndAnotherDoesNot() {
        String hash = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("correct horse ", Optional.of(hash))).isFalse();
    }

    @Test
    void everyCharacterOfALongPasswordCounts() {
        String hash = passwords.hash("ü".repeat(100) + "a");

        assertThat(passwords.matches("ü".repeat(100) + "a", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("ü".repeat(100) + "b", Optional.of(hash))).isFalse();
    }

    @Test
    void nobodyHasNoPassword() {
        assertThat(passwords.matches("", Optional.empty())).isFalse();
    }

    @Test
    void generatedPasswordsDiffer() {
        assertThat(passwords.generated()).hasSize(20).isNotEqualTo(passwords.generated());
    }
}
