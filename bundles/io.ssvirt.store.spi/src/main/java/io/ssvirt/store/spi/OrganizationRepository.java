package io.ssvirt.store.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** Rows of organizations. Names are unique. Every change and deletion sends a signal under {@link Signal#IDENTITY}. */
public interface OrganizationRepository {

    /** Numbers of what an organization has. */
    record Usage(long vdcs, long catalogs, long vapps, long runningVms, long users) {

        /** Of an organization that has nothing. */
        public static final Usage NONE = new Usage(0, 0, 0, 0, 0);
    }

    /** An organization with its numbers. */
    record Used(Organization organization, Usage usage) {}

    /** Finds by id, with its numbers, in one statement. */
    Optional<Used> findUsed(Urn id);

    /** Lists by name, with the numbers of each, in one statement; {@code only} limits the list to one organization. */
    Page<Used> usedPage(Optional<Urn> only, Query query);

    /** Finds by id. */
    Optional<Organization> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<Organization> findLocked(Urn id);

    /** Finds by exact name. */
    Optional<Organization> findByName(String name);

    /** Finds several by id. */
    List<Organization> findAll(Collection<Urn> ids);

    /** Lists by name; {@code only} limits the list to one organization. */
    Page<Organization> page(Optional<Urn> only, Query query);

    /** Counts for several organizations at once; every id asked for is in the answer. */
    Map<Urn, Usage> usage(Collection<Urn> ids);

    /** Inserts. */
    void insert(Organization organization);

    /** Updates; the row must be there. */
    void update(Organization organization);

    /** Deletes one that has no VDCs, together with its users, their sessions and its catalogs. */
    void deleteWithMembers(Urn id);

    /** Deletes. */
    void delete(Urn id);
}
