package io.ssvirt.store.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;

/** Rows of roles. Names are unique. Every change and deletion sends a signal under {@link Signal#IDENTITY}. */
public interface RoleRepository {

    /** Finds by id. */
    Optional<Role> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<Role> findLocked(Urn id);

    /** Finds several by id, by name. */
    List<Role> findAll(Collection<Urn> ids);

    /** Finds by exact name. */
    Optional<Role> findByName(String name);

    /** Lists by name. */
    Page<Role> page(Query query);

    /** Inserts. */
    void insert(Role role);

    /** Updates; the row must be there. */
    void update(Role role);

    /** Deletes one that no user has. */
    void delete(Urn id);
}
