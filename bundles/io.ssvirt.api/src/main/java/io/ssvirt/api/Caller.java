package io.ssvirt.api;

import java.util.Optional;
import java.util.Set;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;

/** Who asks, and what the roles of that user allow right now. */
public record Caller(Urn userId, String username, Urn orgId, Urn sessionId, Set<Right> rights) {

    /** Keeps its own copy of the rights. */
    public Caller {
        rights = Set.copyOf(rights);
    }

    /** Tells whether the caller acts on every organization. */
    public boolean isProvider() {
        return rights.contains(Right.PROVIDER_SCOPE);
    }

    /** Tells whether the caller may know about things of an organization. */
    public boolean sees(Urn organization) {
        return isProvider() || organization.equals(orgId);
    }

    /** Returns why the caller may not use a right; empty when it may. */
    public Optional<DomainError> lacks(Right right) {
        return rights.contains(right)
                ? Optional.empty()
                : Optional.of(DomainError.forbidden("Your roles do not include the right \"" + right.text() + "\""));
    }

    /** Returns the caller when it may use a right, and why not otherwise. */
    public Outcome<Caller> having(Right right) {
        return lacks(right).<Outcome<Caller>>map(Outcome::refused).orElseGet(() -> Outcome.done(this));
    }

    /** Returns the organization that the caller's lists are limited to; empty for a provider. */
    public Optional<Urn> scope() {
        return isProvider() ? Optional.empty() : Optional.of(orgId);
    }
}
