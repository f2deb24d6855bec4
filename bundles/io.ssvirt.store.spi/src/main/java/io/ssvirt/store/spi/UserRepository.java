package io.ssvirt.store.spi;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Urn;
import io.ssvirt.model.User;

/** Rows of users. Names are unique within an organization. */
public interface UserRepository {

    /** Finds by id. */
    Optional<User> find(Urn id);

    /** Finds by exact name, in every organization or in one. */
    List<User> findByName(String username, Optional<Urn> organization);

    /** Returns the stored password hash. */
    Optional<String> passwordHash(Urn id);

    /** Tells whether any user has a role. */
    boolean anyWithRole(Urn role);

    /** Inserts with its password hash. */
    void insert(User user, String passwordHash);
}
