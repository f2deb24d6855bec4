package io.ssvirt.vapp.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
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
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.Journal;
import io.ssvirt.store.spi.Store;

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
    public Outcome<Change<Detail>> instantiate(Caller caller, Urn vdcId, Instantiation request) {
        return VAppEdit.checkName(request.name())
                .then(legal -> caller.having(Right.VAPP_CREATE))
                .then(who -> store.read(tx -> Outcome.required(
                        tx.vdcs().find(vdcId).filter(vdc -> who.sees(vdc.orgId())),
                        DomainError.notFound("VDC not found"))))
                .then(vdc -> item(caller, request).then(item -> instantiate(caller, vdc, item, request)));
    }

    private Outcome<CatalogItem> item(Caller caller, Instantiation request) {
        Catalogs now = catalogs;
        return now == null ? Outcome.refused(NO_CATALOGS) : now.resolve(caller, request.item());
    }

    private Outcome<Change<Detail>> instantiate(Caller caller, Vdc vdc, CatalogItem item, Instantiation request) {
        NewVApp accepted = new NewVApp(caller, vdc, item, request, ids.next(), clock);
        Outcome<Boolean> free = store.read(accepted::checkName);
        Optional<DomainError> stands = free.refusal().or(cluster::outage);
        if (stands.isPresent()) {
            return Outcome.refused(stands.get());
        }
        Outcome<SecretValues> values = parameters.resolve(item.parameters(), request.parameters());
        return values.then(resolved -> journal.carryOut(accepted::accept, Optional.of(resolved)))
                .then(task -> get(accepted.id()).map(detail -> new Change<>(detail, task)));
    }

    @Override
    public Outcome<Page<Detail>> listOf(Caller caller, Urn vdc, Query query) {
        return caller.having(Right.VAPP_VIEW)
                .then(who -> store.read(tx -> {
                    Page<Detail> page =
                            tx.vapps().mannedPage(vdc, query).map(found -> new Detail(found.vapp(), found.machines()));
                    // a vApp tells who sees its VDC; only a page without one has to ask
                    boolean seen = page.values().stream()
                            .findFirst()
                            .map(first -> first.vapp().orgId())
                            .or(() -> tx.vdcs().find(vdc).map(Vdc::orgId))
                            .filter(who::sees)
                            .isPresent();
                    return Outcome.required(
                            Optional.of(page).filter(found -> seen), DomainError.notFound("VDC not found"));
                }));
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
                .map(found -> new Detail(found.vapp(), found.machines(), instances.of(found.vapp()))));
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
        Outcome<Detail> before = caller.having(Right.VM_POWER).then(who -> get(who, id));
        Optional<DomainError> stands = before.refusal().or(cluster::outage);
        return stands.<Outcome<Task>>map(Outcome::refused)
                .orElseGet(() -> journal.carryOut(new VAppPower(caller, id, action)::accept, Optional.empty()))
                .then(task -> get(id).map(detail -> new Change<>(detail, task)));
    }

    @Override
    public Outcome<Change<VApp>> delete(Caller caller, Urn id, boolean force) {
        return caller.having(Right.VAPP_DELETE).then(who -> get(who, id)).then(before -> {
            VAppBurial burial = new VAppBurial(caller, id, force, clock);
            Outcome<Task> done = journal.carryOut(burial::accept, Optional.empty());
            return done.map(task -> new Change<>(VAppBurial.buried(before.vapp(), clock.instant()), task));
        });
    }
}
