package io.ssvirt.rest.cloudapi.internal;

import java.time.Duration;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Directory;
import io.ssvirt.api.Drift;
import io.ssvirt.api.Intents;
import io.ssvirt.api.OrganizationRemoval;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Profile;
import io.ssvirt.api.Roles;
import io.ssvirt.api.Sessions;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.api.Tasks;
import io.ssvirt.api.Users;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.api.VirtualMachines;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/** The services that the front end calls; each is refused as unavailable while the part that offers it is away. */
public interface UseCases {

    /** Returns logging in and out. */
    Outcome<Sessions> sessions();

    /** Returns organizations. */
    Outcome<Organizations> organizations();

    /** Returns users. */
    Outcome<Users> users();

    /** Returns what a user decides for itself. */
    Outcome<Profile> profile();

    /** Returns API tokens. */
    Outcome<ApiTokens> tokens();

    /** Returns roles. */
    Outcome<Roles> roles();

    /** Returns virtual data centres. */
    Outcome<Vdcs> vdcs();

    /** Returns catalogs and their items. */
    Outcome<Catalogs> catalogs();

    /** Returns vApps. */
    Outcome<VApps> vapps();

    /** Returns machines. */
    Outcome<VirtualMachines> machines();

    /** Returns tasks. */
    Outcome<Tasks> tasks();

    /** Returns the names of things. */
    Outcome<Directory> directory();

    /** Returns what database and cluster say differently. */
    Outcome<Drift> drift();

    /** Returns work that was accepted and has not ended. */
    Outcome<Intents> intents();

    /** Returns deleting organizations with everything in them. */
    Outcome<OrganizationRemoval> removal();

    /** Returns the audit trail. */
    Outcome<AuditTrail> trail();

    /** Returns health. */
    Outcome<SystemHealth> health();

    /** Refuses a service that is not there. */
    static <T> Outcome<T> present(T service, String noun) {
        return service == null
                ? Outcome.refused(DomainError.unavailable(
                        "The part of the server that handles " + noun + " is not running just now; try again later",
                        Duration.ofSeconds(5)))
                : Outcome.done(service);
    }
}
