package io.ssvirt.identity.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Users.RoleChoice;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Transaction;

/** Finds the roles that a request names, by id or by name, and refuses those that the caller may not grant. */
final class UserRoles {

    private static final String FIELD = "roleEntityRefs";

    private UserRoles() {}

    static Outcome<Set<Urn>> of(Transaction tx, Caller caller, Optional<List<RoleChoice>> choices) {
        Set<Urn> found = new LinkedHashSet<>();
        for (RoleChoice choice : choices.orElse(List.of())) {
            Outcome<Role> role = find(tx, choice).then(one -> grantable(caller, one));
            Optional<DomainError> refusal = role.refusal();
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            role.map(one -> found.add(one.id()));
        }
        return Outcome.done(found);
    }

    private static Outcome<Role> find(Transaction tx, RoleChoice choice) {
        Optional<Role> role = choice.id().isPresent()
                ? tx.roles().find(choice.id().get())
                : choice.name().flatMap(name -> tx.roles().findByName(name));
        return Outcome.required(role, DomainError.invalid(FIELD, "Role not found: " + text(choice)));
    }

    private static String text(RoleChoice choice) {
        return choice.id().map(Urn::toString).or(choice::name).orElse("it has neither id nor name");
    }

    private static Outcome<Role> grantable(Caller caller, Role role) {
        return caller.rights().containsAll(role.rights())
                ? Outcome.done(role)
                : Outcome.refused(DomainError.forbidden(
                        "You cannot grant the role \"" + role.name() + "\": it has rights that you do not have"));
    }
}
