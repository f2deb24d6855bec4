package io.ssvirt.rest.cloudapi.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Change;
import io.ssvirt.api.Directory;
import io.ssvirt.api.Drift;
import io.ssvirt.api.HealthProbe;
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
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;

/**
 * Use cases that know the one sample of everything. What they are asked is kept; what they answer can be made to fail, to be
 * unfinished or to be away.
 */
final class Cloud implements UseCases {

    static final String TOKEN = "good-token";
    static final String TENANT_TOKEN = "tenant-token";

    /** Everything that reached a use case, in order. */
    final List<Object> asked = new ArrayList<>();

    /** Everything that was kept for administrators, in order. */
    final CloudTrail trail = new CloudTrail(new CopyOnWriteArrayList<>(), this);

    /** What every call but logging in answers instead; empty for success. */
    Optional<DomainError> refusal = Optional.empty();

    /** What every call but logging in throws instead; null for nothing. */
    RuntimeException bug;

    /** Whether mutations end within the waiting limit. */
    boolean finished = true;

    /** Whether the services are there. */
    boolean running = true;

    /** Whether nobody is logged in any more. */
    boolean sessionsEnded;

    volatile String organizationName = "acme";

    /** Whether the administrator has lost the rights of one. */
    boolean demoted;

    /** What health reports. */
    SystemHealth.Report report = new SystemHealth.Report(
            true, SystemHealth.ClusterState.READY, Optional.of("simulator"), "fine", Optional.empty(), 0);

    List<HealthProbe.Finding> findings = List.of();

    /** Answers with a value about a thing that must be the sample. */
    <T> Outcome<T> about(Urn asked, Urn known, Supplier<T> value) {
        return answer(value)
                .then(found -> asked.equals(known) ? Outcome.done(found) : Outcome.refused(Ids.missing(known.type())));
    }

    <T> Outcome<T> answer(Supplier<T> value) {
        if (bug != null) {
            throw bug;
        }
        return refusal.<Outcome<T>>map(Outcome::refused).orElseGet(() -> Outcome.done(value.get()));
    }

    <T> Outcome<Page<T>> page(Query query, T only) {
        asked.add(query);
        return answer(() -> new Page<>(List.of(only), 1, query.page(), query.pageSize()));
    }

    <T> Change<T> change(Operation operation, Urn owner, T entity) {
        return new Change<>(entity, Sample.task(operation, owner, finished ? TaskStatus.SUCCESS : TaskStatus.RUNNING));
    }

    <T> T last(Class<T> type) {
        return type.cast(
                asked.stream().filter(type::isInstance).reduce((a, b) -> b).orElseThrow());
    }

    @Override
    public Outcome<Sessions> sessions() {
        return present(new CloudSessions(this), "sessions");
    }

    @Override
    public Outcome<Organizations> organizations() {
        return present(new CloudOrganizations(this), "organizations");
    }

    @Override
    public Outcome<Roles> roles() {
        return present(new CloudRoles(this), "roles");
    }

    @Override
    public Outcome<Users> users() {
        return present(new CloudUsers(this), "users");
    }

    @Override
    public Outcome<Profile> profile() {
        return present(new CloudProfile(this), "profiles");
    }

    @Override
    public Outcome<ApiTokens> tokens() {
        return present(new CloudTokens(this), "API tokens");
    }

    @Override
    public Outcome<Vdcs> vdcs() {
        return present(new CloudVdcs(this), "VDCs");
    }

    @Override
    public Outcome<Catalogs> catalogs() {
        return present(new CloudCatalogs(this), "catalogs");
    }

    @Override
    public Outcome<VApps> vapps() {
        return present(new CloudVApps(this), "vApps");
    }

    @Override
    public Outcome<VirtualMachines> machines() {
        return present(new CloudMachines(this), "VMs");
    }

    @Override
    public Outcome<Tasks> tasks() {
        return present(
                new Tasks() {
                    @Override
                    public Outcome<Page<Task>> list(Caller caller, Query query) {
                        return page(query, Sample.task(Operation.VAPP_INSTANTIATE, Sample.VAPP, TaskStatus.RUNNING));
                    }

                    @Override
                    public Outcome<Task> get(Caller caller, Urn id) {
                        return about(
                                id,
                                Sample.TASK,
                                () -> Sample.task(Operation.VAPP_INSTANTIATE, Sample.VAPP, TaskStatus.SUCCESS));
                    }

                    @Override
                    public Outcome<Task> cancel(Caller caller, Urn id) {
                        return about(
                                id,
                                Sample.TASK,
                                () -> Sample.task(
                                        Operation.VAPP_INSTANTIATE,
                                        Sample.VAPP,
                                        finished ? TaskStatus.ABORTED : TaskStatus.RUNNING));
                    }
                },
                "tasks");
    }

    @Override
    public Outcome<Directory> directory() {
        return present(
                new Directory() {
                    @Override
                    public Optional<String> nameOf(Urn id) {
                        return switch (id.type()) {
                            case ORGANIZATION -> Optional.of(organizationName);
                            case VDC -> Optional.of("dev");
                            case VAPP -> Optional.of("web1");
                            default -> Optional.empty();
                        };
                    }

                    @Override
                    public OptionalLong edition() {
                        return OptionalLong.empty();
                    }
                },
                "names");
    }

    @Override
    public Outcome<Drift> drift() {
        return present(new CloudDrift(this), "drift");
    }

    @Override
    public Outcome<Intents> intents() {
        return present(new CloudIntents(this), "intents");
    }

    @Override
    public Outcome<OrganizationRemoval> removal() {
        return present(
                (caller, organization, force) -> about(
                        organization,
                        Sample.ORG,
                        () -> change(Operation.ORG_DELETE, Sample.ORG, Sample.organization())),
                "deleting organizations");
    }

    @Override
    public Outcome<AuditTrail> trail() {
        return present(trail, "the audit trail");
    }

    @Override
    public Outcome<SystemHealth> health() {
        return present(
                new SystemHealth() {
                    @Override
                    public Report report() {
                        return report;
                    }

                    @Override
                    public List<HealthProbe.Finding> findings() {
                        return findings;
                    }
                },
                "health");
    }

    Optional<Caller> callerOf(String token) {
        if (sessionsEnded) {
            return Optional.empty();
        }
        return switch (token) {
            case TOKEN -> Optional.of(demoted ? Sample.caller(Right.ofVAppUser()) : Sample.administrator());
            case TENANT_TOKEN -> Optional.of(Sample.caller(Right.ofVAppUser()));
            default -> Optional.empty();
        };
    }

    private <T> Outcome<T> present(T service, String noun) {
        return UseCases.present(running ? service : null, noun);
    }
}
