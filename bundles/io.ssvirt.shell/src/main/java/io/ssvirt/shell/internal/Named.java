package io.ssvirt.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Catalogs;
import io.ssvirt.api.Organizations;
import io.ssvirt.api.Users;
import io.ssvirt.api.VApps;
import io.ssvirt.api.Vdcs;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;

/** Finds things by what somebody types: a name, a URN, or the UUID in it. */
public final class Named {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Cloud cloud;
    private final Caller caller;

    /** Takes where to look, and for whom. */
    public Named(Cloud cloud, Caller caller) {
        this.cloud = cloud;
        this.caller = caller;
    }

    /** Finds an organization. */
    public Outcome<Organizations.Counted> organization(String text) {
        return cloud.use(Organizations.class).then(service -> urn(EntityType.ORGANIZATION, text)
                .map(id -> service.get(caller, id))
                .orElseGet(() -> Pages.all(query -> service.list(caller, query))
                        .then(all -> only(
                                all,
                                "organization",
                                text,
                                one -> one.organization().name(),
                                one -> one.organization().id()))));
    }

    /** Returns all VDCs. */
    public Outcome<List<Vdc>> vdcs() {
        return cloud.use(Vdcs.class).then(service -> Pages.all(query -> service.list(caller, query)));
    }

    /** Finds a VDC. */
    public Outcome<Vdc> vdc(String text) {
        return urn(EntityType.VDC, text)
                .map(id -> cloud.use(Vdcs.class).then(service -> service.get(caller, id)))
                .orElseGet(() -> vdcs().then(all -> only(all, "VDC", text, Vdc::name, Vdc::id)));
    }

    /** Finds a catalog. */
    public Outcome<Catalogs.Counted> catalog(String text) {
        return cloud.use(Catalogs.class).then(service -> urn(EntityType.CATALOG, text)
                .map(id -> service.get(caller, id))
                .orElseGet(() -> Pages.all(query -> service.list(caller, query))
                        .then(all ->
                                only(all, "catalog", text, one -> one.catalog().name(), one -> one.catalog()
                                        .id()))));
    }

    /** Returns the vApps of one VDC or of all. */
    public Outcome<List<VApps.Detail>> vapps(Optional<Urn> vdc) {
        Outcome<List<Urn>> of = vdc.map(id -> Outcome.done(List.of(id)))
                .orElseGet(() -> vdcs().map(all -> all.stream().map(Vdc::id).toList()));
        return of.then(ids -> cloud.use(VApps.class).then(service -> {
            Outcome<List<VApps.Detail>> found = Outcome.done(List.of());
            for (Urn id : ids) {
                found = found.then(before ->
                        Pages.all(query -> service.listOf(caller, id, query)).map(more -> joined(before, more)));
            }
            return found;
        }));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** Finds a vApp. */
    public Outcome<VApps.Detail> vapp(String text) {
        return urn(EntityType.VAPP, text)
                .map(id -> cloud.use(VApps.class).then(service -> service.get(caller, id)))
                .orElseGet(() -> vapps(Optional.empty())
                        .then(all -> only(all, "vApp", text, one -> one.vapp().name(), one -> one.vapp()
                                .id())));
    }

    /** Finds a VM. */
    public Outcome<Vm> vm(String text) {
        Optional<Urn> id = urn(EntityType.VM, text);
        return vapps(Optional.empty())
                .map(all -> all.stream().flatMap(one -> one.machines().stream()).toList())
                .then(all -> id.isPresent()
                        ? only(all, "VM", id.get().toString(), vm -> vm.id().toString(), Vm::id)
                        : only(all, "VM", text, Vm::name, Vm::id));
    }

    /** Finds a user. */
    public Outcome<Users.Detail> user(String text) {
        return cloud.use(Users.class).then(service -> urn(EntityType.USER, text)
                .map(id -> service.get(caller, id))
                .orElseGet(() -> Pages.all(query -> service.list(caller, Optional.empty(), query))
                        .then(all -> only(all, "user", text, one -> one.user().username(), one -> one.user()
                                .id()))));
    }

    /** Reads a URN of a type, or only its UUID; empty when the text is neither. */
    public static Optional<Urn> urn(EntityType type, String text) {
        return UUID_TEXT.matcher(text).matches()
                ? Optional.of(new Urn(type, UUID.fromString(text)))
                : Urn.parse(type, text);
    }

    /** Reads the URN of a thing that has no name. */
    public static Outcome<Urn> required(EntityType type, String text) {
        return Outcome.required(
                urn(type, text),
                DomainError.invalid(
                        "id",
                        "\"" + text + "\" is no id; it must look like urn:vcloud:" + type.word()
                                + ":<uuid>, or be the UUID alone"));
    }

    private static <T> Outcome<T> only(
            List<T> all, String noun, String text, Function<T, String> name, Function<T, Urn> id) {
        List<T> found = all.stream().filter(one -> name.apply(one).equals(text)).toList();
        if (found.size() == 1) {
            return Outcome.done(found.get(0));
        }
        return Outcome.refused(
                found.isEmpty()
                        ? DomainError.notFound("There is no " + noun + " \"" + text + "\"")
                        : DomainError.conflict(
                                "AMBIGUOUS",
                                found.size() + " of them are called \"" + text + "\"; give the id: "
                                        + String.join(
                                                " ",
                                                found.stream()
                                                        .map(id)
                                                        .map(Urn::toString)
                                                        .toList())));
    }
}
