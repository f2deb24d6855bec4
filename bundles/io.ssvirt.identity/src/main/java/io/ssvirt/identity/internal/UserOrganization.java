package io.ssvirt.identity.internal;

import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.Transaction;

/** Finds the organization that a user shall belong to: the one that is named, or the caller's own. */
final class UserOrganization {

    private UserOrganization() {}

    static Outcome<Organization> of(Transaction tx, Caller caller, Optional<Urn> named) {
        Urn wanted = named.orElse(caller.orgId());
        return Outcome.required(
                Optional.of(wanted).filter(caller::sees).flatMap(id -> tx.organizations()
                        .find(id)),
                DomainError.invalid("organizationId", "Organization not found"));
    }
}
