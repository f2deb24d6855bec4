package io.ssvirt.identity.internal;

import java.util.Optional;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/**
 * What an organization may be called: anything that a login as {@code user@organization} and a path can carry.
 *
 * <p>Clients of the API expect no other rule, blanks and capitals included.
 */
final class OrganizationName {

    private OrganizationName() {}

    static Outcome<String> checked(String name) {
        return problemOf(name)
                .<Outcome<String>>map(rule -> Outcome.refused(DomainError.invalid(
                        "name", "field \"name\" " + rule + "; text for people belongs into \"displayName\"")))
                .orElseGet(() -> Outcome.done(name));
    }

    private static Optional<String> problemOf(String name) {
        if (!name.strip().equals(name)) {
            return Optional.of("must not begin or end with a blank: clients drop it when somebody logs in");
        }
        if (name.indexOf('@') >= 0 || name.indexOf(':') >= 0) {
            return Optional.of("must not contain \"@\" or \":\": users log in as user@organization with user:password");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.matches("\\.{1,2}")) {
            return Optional.of("must not contain \"/\" or \"\\\" nor be \".\" or \"..\": it is a part of paths");
        }
        return name.chars().anyMatch(Character::isISOControl)
                ? Optional.of("must not contain a line end or a tabulator")
                : Optional.empty();
    }
}
