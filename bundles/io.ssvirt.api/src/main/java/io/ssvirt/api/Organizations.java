package io.ssvirt.api;

import java.util.Optional;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** Tenants (contract 2.6). */
public interface Organizations {

    /** What a request says about an organization; an empty field is left as it is, or at its default on create. */
    record Draft(
            Optional<String> name,
            Optional<String> displayName,
            Optional<String> description,
            Optional<Boolean> enabled,
            Optional<Boolean> canManageOrgs,
            Optional<Boolean> canPublish,
            Optional<String> maskedEventTaskUsername) {}

    /** Numbers of what an organization has, counted when asked. */
    record Counts(long vdcs, long catalogs, long vapps, long runningVms, long users) {}

    /** An organization with its numbers. */
    record Counted(Organization organization, Counts counts) {}

    /** Lists the organizations that the caller sees, by name. */
    Outcome<Page<Counted>> list(Caller caller, Query query);

    /** Reads one; a foreign one is not found. */
    Outcome<Counted> get(Caller caller, Urn id);

    /** Creates one; committed when this returns {@code Done}. */
    Outcome<Counted> create(Caller caller, Draft draft);

    /** Changes one; committed when this returns {@code Done}. */
    Outcome<Counted> update(Caller caller, Urn id, Draft draft);

    /** Deletes one that has nothing left in it; says what is left otherwise. */
    Outcome<Urn> delete(Caller caller, Urn id);
}
