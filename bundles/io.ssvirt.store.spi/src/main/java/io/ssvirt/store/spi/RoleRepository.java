package io.ssvirt.store.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Role;
import io.ssvirt.model.Urn;

/** Rows of roles. Names are unique. */
public interface RoleRepository {

    /** Finds by id. */
    Optional<Role> find(Urn id);

    /** Finds several by id, by name. */
    List<Role> findAll(Collection<Urn> ids);

    /** Finds by exact name. */
    Optional<Role> findByName(String name);

    /** Lists by name. */
    Page<Role> page(Query query);

    /** Inserts. */
    void insert(Role role);
}
