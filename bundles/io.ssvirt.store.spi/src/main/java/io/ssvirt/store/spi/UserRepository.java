package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.ssvirt.model.Page;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;
import io.ssvirt.model.User;

/**
 * Rows of users. Names and e-mail addresses are unique within an organization. Every change and deletion sends a signal under {@link
 * Signal#IDENTITY}; a login, a failed one, and what a user chose for itself do not.
 */
public interface UserRepository {

    /** How a user logs in; its text shows nothing of it. */
    record Login(Account account, String passwordHash) {

        @Override
        public String toString() {
            return "Login[" + account.user().id() + "]";
        }
    }

    /**
     * What a user decides for itself.
     *
     * @param apiTokens whether the API tokens of the user are accepted
     */
    record Settings(Preferences preferences, boolean apiTokens) {

        /** Of a user who decided nothing. */
        public static final Settings DEFAULT = new Settings(Preferences.DEFAULT, true);
    }

    /**
     * How a user gets in.
     *
     * @param lastLogin with the password
     * @param apiTokens whether the API tokens of the user are accepted
     * @param lastExchange of any of its API tokens
     */
    record Ways(Optional<Instant> lastLogin, boolean apiTokens, Optional<Instant> lastExchange) {}

    /** Finds by id. */
    Optional<User> find(Urn id);

    /** Finds by id and holds the row until the transaction ends. */
    Optional<User> findLocked(Urn id);

    /** Finds by id together with organization and roles, in one statement. */
    Optional<Account> findAccount(Urn id);

    /** Finds by exact name, in every organization or in one. */
    List<User> findByName(String username, Optional<Urn> organization);

    /**
     * Finds whoever may be meant by a login name, in one statement.
     *
     * @param organization name of the only organization to look in, without regard to case
     */
    List<Login> findLogins(String username, Optional<String> organization);

    /** Lists by name; {@code only} limits the list to one organization. */
    Page<User> page(Optional<Urn> only, Query query);

    /** Lists those of one organization by name, in one statement; empty when there is no such organization. */
    Optional<Page<User>> pageOf(Urn organization, Query query);

    /** Returns the stored password hash. */
    Optional<String> passwordHash(Urn id);

    /** Tells whether any user has a role. */
    boolean anyWithRole(Urn role);

    /** Tells whether a role has an enabled user in an enabled organization, leaving one user and one organization out. */
    boolean anyActiveWithRole(Urn role, Optional<Urn> exceptUser, Optional<Urn> exceptOrganization);

    /** Inserts with its password hash. */
    void insert(User user, String passwordHash);

    /** Updates, with its roles; the row must be there. */
    void update(User user);

    /** Sets a new password hash and forgets failed logins. */
    void setPassword(Urn id, String passwordHash);

    /**
     * Notes a login, unless the password was changed in the meantime.
     *
     * @param checked the hash that the password was checked against
     * @param kept the hash to keep, which is another one when it should cost more from now on
     * @return whether the checked hash was still the stored one
     */
    boolean noteLogin(Urn id, String checked, String kept, Instant at);

    /**
     * Notes a wrong password, and locks the user when there were too many.
     *
     * @param since failures before it are forgotten
     * @param most as many failures lock the user
     * @param until when logins are possible again
     * @return whether the user is locked now
     */
    boolean noteFailure(Urn id, Instant at, Instant since, int most, Instant until);

    /** Returns what the user decided; the defaults for one who decided nothing. */
    Settings settings(Urn id);

    /** Returns how a user gets in, in one statement; empty when there is no such user. */
    Optional<Ways> ways(Urn id);

    /** Keeps what the user decided. */
    void keep(Urn id, Settings settings);

    /** Deletes, together with sessions, API tokens and settings. */
    void delete(Urn id);
}
