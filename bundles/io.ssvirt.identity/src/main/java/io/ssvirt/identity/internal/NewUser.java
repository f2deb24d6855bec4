package io.ssvirt.identity.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.api.Users.Draft;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;

/** A user as a request describes it, complete but for its place. */
record NewUser(Draft draft, Secret password, Instant at) {

    /** Reads a draft; refused with the first thing that is missing or wrong (contract 2.4). */
    static Outcome<NewUser> read(Draft draft, PasswordRules rules, Instant at) {
        return required("username", draft.username())
                .then(UserName::checked)
                .then(username -> required("fullName", draft.fullName()))
                .then(fullName -> required("email", draft.email()))
                .then(EmailAddress::checked)
                .then(email -> Outcome.required(draft.password(), missing("password")))
                .then(password -> rules.problemOf("password", password.reveal())
                        .<Outcome<NewUser>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.done(new NewUser(draft, password, at))));
    }

    private static Outcome<String> required(String field, Optional<String> value) {
        return Outcome.required(value.filter(text -> !text.isBlank()), missing(field));
    }

    private static DomainError missing(String field) {
        return DomainError.invalid(field, "field \"" + field + "\" is required");
    }

    User user(Urn id, Urn organization, Set<Urn> roles) {
        return new User(
                id,
                organization,
                draft.username().orElseThrow(),
                draft.fullName().orElseThrow(),
                draft.description().orElse(""),
                draft.email().orElseThrow(),
                draft.enabled().orElse(true),
                Optional.empty(),
                draft.deployedVmQuota().orElse(0),
                draft.storedVmQuota().orElse(0),
                draft.providerType().orElse(User.LOCAL),
                List.copyOf(roles),
                Optional.empty(),
                at,
                at);
    }
}
