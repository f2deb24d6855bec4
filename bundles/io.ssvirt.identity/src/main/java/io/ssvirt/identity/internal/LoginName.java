package io.ssvirt.identity.internal;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Organization;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;
import io.ssvirt.store.spi.Transaction;

/** Finds the user that a login name means: {@code user@organization}, or a bare name while only one user has it. */
final class LoginName {

    /** VMware Cloud Director's name of the provider's organization. */
    private static final String SYSTEM = "System";

    private LoginName() {}

    static Optional<User> find(Transaction tx, String login) {
        int at = login.lastIndexOf('@');
        Optional<User> withOrganization = at < 0
                ? Optional.empty()
                : organization(tx, login.substring(at + 1))
                        .flatMap(id -> only(tx.users().findByName(login.substring(0, at), Optional.of(id))));
        return withOrganization.or(() -> only(tx.users().findByName(login, Optional.empty())));
    }

    private static Optional<Urn> organization(Transaction tx, String name) {
        return SYSTEM.equalsIgnoreCase(name)
                ? Optional.of(Bootstrap.PROVIDER)
                : tx.organizations().findByName(name).map(Organization::id);
    }

    private static Optional<User> only(List<User> users) {
        return users.size() == 1 ? Optional.of(users.get(0)) : Optional.empty();
    }
}
