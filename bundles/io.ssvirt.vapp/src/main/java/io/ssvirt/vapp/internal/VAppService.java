package io.ssvirt.vapp.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Change;
import io.ssvirt.api.VApps;
import io.ssvirt.cluster.spi.template.ParameterResolver;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.TaskStatus;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Accepts what is asked of vApps; the {@link VAppHandler} carries it out. */
@Component
public final class VAppService implements VApps {

    static final DomainError NOT_FOUND = DomainError.notFound("vApp not found");
    private static final DomainError NO_CATALOGS =
            DomainError.unavailable("Catalogs are not available just now; try again later", Duration.ofSeconds(5));

    private final Store store;
    private final Journal journal;
    private final ClusterGateway cluster;
    private final InstanceReport instances;
    private final Clock clock;
    private final IdSource ids;
    private final ParameterResolver parameters;

    // Injected as a field because the catalog bundle may be stopped and updated while vApps go on being served.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Catalogs catalogs;

    /** Takes what it works with. */
    @Activate
    public VAppService(
            @Reference Store store,
            @Reference Journal journal,
            @Reference ClusterGateway cluster,
            @Reference Clock clock,
            @Reference IdSource ids) {
        this(store, journal, cluster, clock, ids, new SecureRandom());
    }

    /** Draws the generated values from a source that is given. */
    VAppService(
            Store store, Journal journal, ClusterGateway cluster, Clock clock, IdSource ids, RandomGenerator random) {
        this.parameters = new ParameterResolver(random);
        this.store = store;
        this.journal = journal;
        this.cluster = cluster;
        this.instances = new InstanceReport(cluster);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Outcome<Change<Detail>> instantiate(Caller caller, Urn vdc, Instantiation request) {
        return VAppEdit.checkName(request.name())
                .then(legal -> caller.having(Right.VAPP_CREATE))
                .then(who -> {
                    Outcome<Change<Detail>> made =
                            item(caller, request).then(item -> instantiate(caller, vdc, item, request));
                    // That there is no such VDC comes before whatever else is wrong.
                    return made.refusal().isPresent()
                            ? store.read(tx -> seen(tx, who, vdc)).then(found -> made)
                            : made;
                });
    }

    private static Outcome<Vdc> seen(Transaction tx, Caller caller, Urn vdc) {
        return Outcome.required(tx.vdcs().find(vdc).filter(found -> caller.sees(found.orgId())), NewVApp.NO_VDC);
    }

    private Outcome<CatalogItem> item(Caller caller, Instantiation request) {
        Catalogs now = catalogs;
        return now == null ? Outcome.refused(NO_CATALOGS) : now.resolve(caller, request.item());
    }

    private Outcome<Change<Detail>> instantiate(Caller caller, Urn vdc, CatalogItem item, Instantiation request) {
        NewVApp accepted = new NewVApp(caller, vdc, item, request, ids.next(), clock);
        Outcome<SecretValues> values = cluster.outage()
                .<Outcome<SecretValues>>map(Outcome::refused)
                .orElseGet(() -> parameters.resolve(item.parameters(), request.parameters()));
        return values.then(resolved -> journal.carryOut(accepted::accept, Optional.of(resolved)))
                .then(task -> task.status() == TaskStatus.SUCCESS
                        ? Outcome.done(new Change<>(detail(accepted.instantiated(), List.of()), task))
                        : get(accepted.id()).map(detail -> new Change<>(detail, task)));
    }

    @Override
    public Outcome<Page<Detail>> listOf(Caller caller, Urn vdc, Query query) {
        return caller.having(Right.VAPP_VIEW)
                .then(who -> store.read(tx -> Outcome.required(
                        tx.vapps().mannedPage(vdc, who.scope(), query), DomainError.notFound("VDC not found"))))
                .map(page -> page.map(found -> new Detail(found.vapp(), found.machines())));
    }

    @Override
    public Outcome<Page<Detail>> list(Caller caller, Query query) {
        return caller.having(Right.VAPP_VIEW)
                .then(who -> store.read(tx -> Outcome.done(tx.vapps()
                        .mannedPageOf(who.scope(), query)
                        .map(found -> new Detail(found.vapp(), found.machines())))));
    }

    @Override
    public Outcome<Detail> get(Caller caller, Urn id) {
        return caller.having(Right.VAPP_VIEW)
                .then(who -> get(id))
                .then(detail ->
                        caller.sees(detail.vapp().orgId()) ? Outcome.done(detail) : Outcome.<Detail>refused(NOT_FOUND));
    }

    private Outcome<Detail> get(Urn id) {
        return store.read(tx -> Outcome.required(tx.vapps().findManned(id), NOT_FOUND)
                .map(found -> detail(found.vapp(), found.machines())));
    }

    private Detail detail(VApp vapp, List<Vm> machines) {
        return new Detail(vapp, machines, instances.of(vapp));
    }

    @Override
    public Outcome<Detail> edit(Caller caller, Urn id, Edit edit) {
        return caller.having(Right.VAPP_EDIT)
                .then(who -> VAppEdit.check(edit))
                .then(legal -> get(caller, id))
                .then(seen -> store.write(tx -> VAppEdit.write(tx, seen.vapp(), edit, clock)))
                .then(changed -> get(id));
    }

    @Override
    public Outcome<Change<Detail>> power(Caller caller, Urn id, PowerAction action) {
        VAppPower power = new VAppPower(caller, id, action);
        Outcome<Task> done = caller.having(Right.VM_POWER)
                .then(who -> who.having(Right.VAPP_VIEW))
                .then(who -> cluster.outage()
                        .<Outcome<Task>>map(away -> get(who, id).then(seen -> Outcome.refused(away)))
                        .orElseGet(() -> journal.carryOut(power::accept, Optional.empty())));
        return done.then(task -> task.status() == TaskStatus.SUCCESS
                ? Outcome.done(new Change<>(detail(power.vapp(), power.machines(clock.instant())), task))
                : get(id).map(detail -> new Change<>(detail, task)));
    }

    @Override
    public Outcome<Change<VApp>> delete(Caller caller, Urn id, boolean force) {
        VAppBurial burial = new VAppBurial(caller, id, force, clock);
        return caller.having(Right.VAPP_DELETE)
                .then(who -> who.having(Right.VAPP_VIEW))
                .then(who -> journal.carryOut(burial::accept, Optional.empty()))
                .map(task -> new Change<>(burial.buried(), task));
    }
}
