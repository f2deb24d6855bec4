package io.ssvirt.identity.internal;

import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Organization;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.UserRepository.Login;

/** Finds the user that a login name means: {@code user@organization}, or a bare name while only one user has it. */
final class LoginName {

    /** VMware Cloud Director's name of the provider's organization. */
    private static final String SYSTEM = "System";

    private LoginName() {}

    /** Finds a user of any organization. */
    static Optional<Login> find(Transaction tx, String login) {
        return withOrganization(tx, login).or(() -> only(tx.users().findLogins(login, Optional.empty())));
    }

    /** Finds a user of the provider's organization, whose name may be left out. */
    static Optional<Login> findOfProvider(Transaction tx, String login) {
        return withOrganization(tx, login)
                .filter(found -> found.account().organization().id().equals(Bootstrap.PROVIDER))
                .or(() -> only(tx.users().findLogins(login, Optional.of(Organization.PROVIDER))));
    }

    private static Optional<Login> withOrganization(Transaction tx, String login) {
        int at = login.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String organization = organization(login.substring(at + 1));
        List<Login> found = tx.users().findLogins(login.substring(0, at), Optional.of(organization));
        return found.stream()
                .filter(one -> one.account().organization().name().equals(organization))
                .findFirst()
                .or(() -> only(found));
    }

    private static String organization(String name) {
        return SYSTEM.equalsIgnoreCase(name) ? Organization.PROVIDER : name;
    }

    private static <T> Optional<T> only(List<T> found) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
