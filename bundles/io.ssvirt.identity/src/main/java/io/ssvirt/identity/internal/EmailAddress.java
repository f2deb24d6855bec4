package io.ssvirt.identity.internal;

import java.util.regex.Pattern;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/** What passes for an e-mail address: something, an at sign, and a host, without blanks. Only a mail that arrives proves more. */
final class EmailAddress {

    private static final Pattern TEXT = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)*");

    private EmailAddress() {}

    static Outcome<String> checked(String text) {
        return TEXT.matcher(text).matches()
                ? Outcome.done(text)
                : Outcome.refused(DomainError.invalid("email", "field \"email\" must be an e-mail address"));
    }
}
