package io.ssvirt.identity.internal;

import java.util.Optional;

import io.ssvirt.model.DomainError;

/** Which passwords are accepted (contract 3.4 and rule C17). */
record PasswordRules(int shortest) {

    /** Longer than anybody types, and short enough to be digested at once. */
    private static final int LONGEST = 1_024;

    /** Returns what is wrong with a new password; it never repeats the password. */
    Optional<DomainError> problemOf(String field, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < shortest) {
            return problem(field, "must have at least " + shortest + " characters");
        }
        if (length > LONGEST) {
            return problem(field, "must have at most " + LONGEST + " characters");
        }
        return password.isBlank() ? problem(field, "must not be blank") : Optional.empty();
    }

    private static Optional<DomainError> problem(String field, String rule) {
        return Optional.of(DomainError.invalid(field, "field \"" + field + "\" " + rule));
    }
}
