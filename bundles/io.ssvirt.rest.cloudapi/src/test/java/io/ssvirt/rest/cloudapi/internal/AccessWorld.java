package io.ssvirt.rest.cloudapi.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Change;
import io.ssvirt.api.Roles;
import io.ssvirt.api.Users;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.identity.internal.Hands;
import io.ssvirt.identity.internal.RunningIdentity;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.CatalogItem;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Right;
import io.ssvirt.model.Role;
import io.ssvirt.model.Secret;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.jpa.internal.TestDatabase;
import io.ssvirt.store.spi.IntentJournal;

import static io.ssvirt.identity.internal.RunningIdentity.done;
import static org.awaitility.Awaitility.await;

/** An organization with one of everything, another one, and somebody of every kind who asks. */
final class AccessWorld {

    static final String FOREIGN = "foreign";
    static final String VAPP_USER = "vu";
    static final String ORGANIZATION_ADMINISTRATOR = "oa";
    static final String SYSTEM_ADMINISTRATOR = "root";

    /** Those who are answered 401 whatever they ask for. */
    static final List<String> NOBODIES = List.of("no token", "expired", "revoked", "disabled user", "disabled org");

    private static final Duration SOON = Duration.ofSeconds(20);

    final Hands clock = new Hands();
    final RealCloud cloud;
    private final RunningIdentity identity;
    private final Caller admin;
    private final Urn org;
    private final Urn vdc;
    private final Urn catalog;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, String> nobodies = new LinkedHashMap<>();
    private String template;
    private String lastSession;

    AccessWorld(Path secrets) {
        this(TestDatabase.h2(), secrets);
    }

    AccessWorld(TestDatabase database, Path secrets) {
        cloud = new RealCloud(database, secrets, clock, Map.of());
        identity = cloud.identity;
        String first = identity.secret("initial-admin-password");
        String expired =
                done(identity.sessions.open("admin", new Secret(first))).token();
        clock.forward(Duration.ofDays(2));
        admin = identity.administrator();
        org = identity.organization("acme");
        identity.user(FOREIGN, identity.organization("umbrella"), Role.ORGANIZATION_ADMINISTRATOR);
        identity.user(VAPP_USER, org, Role.VAPP_USER);
        identity.user(ORGANIZATION_ADMINISTRATOR, org, Role.ORGANIZATION_ADMINISTRATOR);
        identity.user(SYSTEM_ADMINISTRATOR, admin.orgId(), Role.SYSTEM_ADMINISTRATOR);
        nobodies.put("no token", "");
        nobodies.put("expired", expired);
        nobodies.put("revoked", revoked());
        nobodies.put("disabled user", ofDisabledUser());
        nobodies.put("disabled org", ofDisabledOrganization());
        catalog = newCatalog();
        template = await().atMost(SOON)
                .until(
                        () ->
                                done(cloud.catalogs().then(all -> all.items(admin, catalog, Query.page(1, 25))))
                                        .values()
                                        .stream()
                                        .map(CatalogItem::templateName)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        vdc = newVdc();
    }

    private String revoked() {
        String token = identity.login(VAPP_USER).token();
        Caller caller = done(identity.sessions.authenticate(token));
        done(identity.sessions.close(caller, caller.sessionId()));
        return token;
    }

    private String ofDisabledUser() {
        Urn user = identity.user("disabled", org, Role.ORGANIZATION_ADMINISTRATOR);
        String token = identity.login("disabled").token();
        done(identity.users.update(
                admin,
                user,
                new Users.Draft(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        return token;
    }

    private String ofDisabledOrganization() {
        Urn closed = identity.organization("closed");
        identity.user("shut", closed, Role.ORGANIZATION_ADMINISTRATOR);
        String token = identity.login("shut").token();
        done(identity.organizations.update(
                admin, closed, RunningIdentity.organizationDraft(Optional.empty(), Optional.of(false))));
        return token;
    }

    /** Returns a token of one who is nobody; empty for none. */
    String tokenOfNobody(String kind) {
        return nobodies.get(kind);
    }

    /** Returns a fresh token of a user. */
    String token(String user) {
        return identity.login(user).token();
    }

    /**
     * Puts what is asked for into a path or a body.
     *
     * @param throwaway whether it is of its own, because it will be changed or deleted
     */
    String fill(String text, boolean throwaway, String method) {
        Map<String, Supplier<Object>> values = new LinkedHashMap<>();
        values.put("{org}", () -> text.startsWith("/oauth") ? "acme" : organization(text, method));
        values.put("{vdc}", () -> throwaway && text.startsWith("/api/admin") ? newVdc() : vdc);
        values.put("{catalog}", () -> throwaway ? newCatalog() : catalog);
        values.put("{item}", () -> "urn:vcloud:catalogitem:" + catalog.id() + ":" + template);
        values.put("{template}", () -> template);
        values.put("{vapp}", this::runningVApp);
        values.put("{vm}", this::machine);
        values.put("{task}", () -> newVApp().task().id());
        values.put("{intent}", this::laterIntent);
        values.put("{user}", () -> identity.user(fresh(), org, Role.VAPP_USER));
        values.put("{role}", this::newRole);
        values.put("{right}", Right.VAPP_VIEW::id);
        values.put("{session}", this::sessionOfAUser);
        values.put("{token}", () -> done(identity.tokens.create(identity.caller(identity.login(VAPP_USER)), fresh()))
                .detail()
                .token()
                .id());
        values.put("{setting}", () -> "api-tokens");
        values.put("{part}", () -> "swagger-ui.css");
        values.put("{action}", () -> "powerOff");
        values.put("{fresh}", this::fresh);
        values.put("{password}", () -> RunningIdentity.PASSWORD);
        String filled = text;
        for (Map.Entry<String, Supplier<Object>> value : values.entrySet()) {
            if (filled.contains(value.getKey())) {
                filled = filled.replace(value.getKey(), value.getValue().get().toString());
            }
        }
        return filled;
    }

    private Urn sessionOfAUser() {
        lastSession = token(VAPP_USER);
        return done(identity.sessions.authenticate(lastSession)).sessionId();
    }

    /** Returns the token of the last session that was put into a path. */
    String ownerOfLastSession() {
        return lastSession;
    }

    /** Returns the secret of a fresh API token of a user. */
    String refreshToken(String user) {
        return done(identity.tokens.create(identity.caller(identity.login(user)), fresh()))
                .secret()
                .reveal();
    }

    private Urn organization(String path, String method) {
        return method.equals("DELETE") && path.endsWith("/orgs/{org}") ? identity.organization(fresh()) : org;
    }

    private String fresh() {
        return "thing" + count.incrementAndGet();
    }

    private Urn newRole() {
        return done(identity.roles.create(
                        admin, new Roles.Draft(Optional.of(fresh()), Optional.empty(), Optional.empty())))
                .id();
    }

    private Urn newCatalog() {
        Catalogs.Draft draft =
                new Catalogs.Draft(Optional.of(fresh()), Optional.empty(), Optional.of(org), Optional.empty());
        return done(cloud.catalogs().then(all -> all.create(admin, draft)))
                .catalog()
                .id();
    }

    private Urn newVdc() {
        Vdcs.Draft draft = new Vdcs.Draft(
                Optional.of(fresh()),
                Optional.empty(),
                Optional.of(AllocationModel.FLEX),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return done(cloud.vdcs().then(all -> all.create(admin, org, draft)))
                .entity()
                .id();
    }

    private Change<VApps.Detail> newVApp() {
        return done(cloud.vapps()
                .then(all -> all.instantiate(
                        admin,
                        vdc,
                        new VApps.Instantiation(
                                fresh(),
                                "",
                                new Catalogs.ItemReference("any", Optional.of(template)),
                                SecretValues.of(Map.of()),
                                Optional.empty()))));
    }

    /** Accepts work whose time has not come yet. */
    private Urn laterIntent() {
        UUID id = UUID.randomUUID();
        Urn gone = new Urn(EntityType.VDC, UUID.randomUUID());
        Instant later = Instant.now().plus(Duration.ofHours(1));
        done(cloud.database.store().write(tx -> {
            tx.journal()
                    .insert(new IntentJournal.Entry(
                            id,
                            Operation.VDC_DELETE,
                            gone,
                            "gone",
                            org,
                            admin.userId(),
                            Map.of("namespace", "vdc-acme-gone"),
                            later));
            return Outcome.done(id);
        }));
        return new Urn(EntityType.TASK, id);
    }

    /** A machine must run before it can be switched off, and a vApp must be still before it can be deleted. */
    private VApps.Detail deployed() {
        Urn id = newVApp().entity().vapp().id();
        return await().atMost(SOON)
                .until(() -> done(cloud.vapps().then(all -> all.get(admin, id))), found -> found.machines().stream()
                        .anyMatch(one -> one.status() == VmStatus.POWERED_ON));
    }

    private Urn runningVApp() {
        return deployed().vapp().id();
    }

    private Urn machine() {
        return deployed().machines().get(0).id();
    }

    void close() throws Exception {
        cloud.close();
    }
}
