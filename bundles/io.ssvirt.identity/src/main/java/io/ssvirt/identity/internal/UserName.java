package io.ssvirt.identity.internal;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/** What a user may be called: a Basic header ends the name at its first colon, and clients drop blanks around it. */
final class UserName {

    private UserName() {}

    static Outcome<String> checked(String text) {
        return text.indexOf(':') < 0 && text.strip().equals(text)
                ? Outcome.done(text)
                : Outcome.refused(DomainError.invalid(
                        "username", "field \"username\" must not contain a colon or begin or end with a blank"));
    }
}
