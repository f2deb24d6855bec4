package io.ssvirt.rest.cloudapi.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

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
import io.ssvirt.model.Outcome;

/**
 * The use cases as the service registry offers them at the moment.
 *
 * <p>The references are fields, optional and dynamic, because a part of the server may be stopped, updated and started again
 * while this front end goes on answering; in the meantime its paths answer 503.
 */
@Component(service = UseCases.class)
public final class BoundUseCases implements UseCases {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Sessions sessions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Organizations organizations;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Users users;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Profile profile;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ApiTokens tokens;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Roles roles;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Vdcs vdcs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Catalogs catalogs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile VApps vapps;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile VirtualMachines machines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Tasks tasks;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Directory directory;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Drift drift;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Intents intents;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile OrganizationRemoval removal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AuditTrail trail;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SystemHealth health;

    @Override
    public Outcome<Sessions> sessions() {
        return UseCases.present(sessions, "sessions");
    }

    @Override
    public Outcome<Organizations> organizations() {
        return UseCases.present(organizations, "organizations");
    }

    @Override
    public Outcome<Users> users() {
        return UseCases.present(users, "users");
    }

    @Override
    public Outcome<Profile> profile() {
        return UseCases.present(profile, "profiles");
    }

    @Override
    public Outcome<ApiTokens> tokens() {
        return UseCases.present(tokens, "API tokens");
    }

    @Override
    public Outcome<Roles> roles() {
        return UseCases.present(roles, "roles");
    }

    @Override
    public Outcome<Vdcs> vdcs() {
        return UseCases.present(vdcs, "VDCs");
    }

    @Override
    public Outcome<Catalogs> catalogs() {
        return UseCases.present(catalogs, "catalogs");
    }

    @Override
    public Outcome<VApps> vapps() {
        return UseCases.present(vapps, "vApps");
    }

    @Override
    public Outcome<VirtualMachines> machines() {
        return UseCases.present(machines, "VMs");
    }

    @Override
    public Outcome<Tasks> tasks() {
        return UseCases.present(tasks, "tasks");
    }

    @Override
    public Outcome<Directory> directory() {
        return UseCases.present(directory, "names");
    }

    @Override
    public Outcome<Drift> drift() {
        return UseCases.present(drift, "drift");
    }

    @Override
    public Outcome<Intents> intents() {
        return UseCases.present(intents, "intents");
    }

    @Override
    public Outcome<OrganizationRemoval> removal() {
        return UseCases.present(removal, "deleting organizations");
    }

    @Override
    public Outcome<AuditTrail> trail() {
        return UseCases.present(trail, "the audit trail");
    }

    @Override
    public Outcome<SystemHealth> health() {
        return UseCases.present(health, "health");
    }
}
