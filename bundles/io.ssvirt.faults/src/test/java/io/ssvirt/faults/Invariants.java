package io.ssvirt.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.ssvirt.cluster.simulator.internal.Inside;
import io.ssvirt.model.InstancePhase;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Query;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.VdcState;
import io.ssvirt.model.Vm;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.vdc.internal.UsualSpaces;

/** What must hold after every case, whatever went wrong in it. Looks past the process, at the database and the cluster themselves. */
final class Invariants {

    private record Rows(
            Map<Urn, Organization> organizations, List<Vdc> vdcs, List<VApp> vapps, List<Vm> vms, List<Task> tasks) {}

    private final Lab lab;
    private final Inside cluster;
    private final Rows rows;
    private final List<String> breaches = new ArrayList<>();

    Invariants(Lab lab) {
        this.lab = lab;
        this.cluster = lab.cluster().inside();
        this.rows = Lab.done(lab.database().store().read(tx -> Outcome.done(rows(tx))));
    }

    private static Rows rows(Transaction tx) {
        Query all = Query.page(1, Integer.MAX_VALUE);
        List<Vdc> vdcs = tx.vdcs().page(Optional.empty(), all).values();
        List<VApp> vapps = vdcs.stream()
                .flatMap(vdc -> tx.vapps().ofVdc(vdc.id()).stream())
                .toList();
        List<Urn> ids = vapps.stream().map(VApp::id).toList();
        List<Vm> vms = ids.isEmpty() ? List.of() : tx.vms().ofVApps(ids);
        Map<Urn, Organization> organizations =
                by(tx.organizations().page(Optional.empty(), all).values(), Organization::id);
        return new Rows(
                organizations,
                vdcs,
                vapps,
                vms,
                tx.journal().tasks(Optional.empty(), all).values());
    }

    /** Checks what lasts: rows, objects and tasks. */
    List<String> lasting() {
        nothingIsOrphaned();
        nothingForeignIsTouched();
        nothingIsMissing();
        everyTaskEndedOnce();
        oneNamespaceForEachVdc();
        quotasAreWhatRowsSay();
        return breaches;
    }

    /** Checks everything, once there is nothing left to do. */
    List<String> all() {
        lasting();
        new Confidentiality(lab).breaches(breaches);
        lab.lives().forEach(life -> life.holds().ifPresent(what -> breaches.add("I8: " + what)));
        lab.loggedErrors().forEach(line -> breaches.add("an ERROR was logged: " + line));
        return breaches;
    }

    private void nothingForeignIsTouched() {
        Set<String> there = new HashSet<>();
        cluster.namespaces().forEach(space -> space.vdcId().ifPresent(there::add));
        cluster.instances().forEach(found -> there.add(found.vappId().toString()));
        cluster.objects().forEach(made -> there.add(made.space() + "/" + made.name()));
        lab.foreign().stream()
                .filter(id -> !there.contains(id))
                .forEach(id -> breaches.add("I1: somebody else's object with id " + id + " was taken or removed"));
    }

    private void nothingIsOrphaned() {
        Map<String, Vdc> vdcs = by(rows.vdcs(), vdc -> vdc.id().id().toString());
        cluster.namespaces().stream()
                .filter(space -> space.vdcId().isPresent()
                        && !lab.isForeign(space.vdcId().get()))
                .filter(space -> !Optional.ofNullable(vdcs.get(space.vdcId().get()))
                        .map(vdc -> vdc.namespace().value().equals(space.name()))
                        .orElse(false))
                .forEach(space -> breaches.add("I1: namespace " + space.name() + " belongs to no VDC"));
        Map<UUID, VApp> vapps = by(rows.vapps(), vapp -> vapp.id().id());
        List<Inside.Labelled> ours = new ArrayList<>(cluster.instances());
        ours.addAll(cluster.secrets());
        ours.stream()
                .filter(found -> !lab.isForeign(found.vappId().toString()) && !vapps.containsKey(found.vappId()))
                .forEach(found -> breaches.add("I1: " + found + " belongs to no vApp"));
        Set<UUID> owners = new HashSet<>(cluster.instanceUids());
        rows.vapps().forEach(vapp -> vapp.instanceUid().ifPresent(owners::add));
        cluster.objects().stream()
                .filter(made -> !owners.contains(made.instance()))
                .forEach(made -> breaches.add("I1: " + made + " has lost its instance"));
    }

    private void nothingIsMissing() {
        Set<String> alive = cluster.namespaces().stream()
                .filter(space -> !space.terminating())
                .map(space -> space.name() + " of " + space.vdcId().orElse(""))
                .collect(Collectors.toSet());
        rows.vdcs().stream()
                .filter(vdc -> vdc.state() == VdcState.READY
                        && !lab.isExcused(vdc.id().id())
                        && !alive.contains(vdc.namespace() + " of " + vdc.id().id()))
                .forEach(vdc -> breaches.add("I2: VDC " + vdc.name() + " is ready without its namespace"));
        rows.vdcs().stream()
                .filter(vdc -> lab.isQuiet() && vdc.state().isTransitional())
                .forEach(
                        vdc -> breaches.add("I2: VDC " + vdc.name() + " is " + vdc.state() + " and nobody's business"));
        Set<String> instances = cluster.instances().stream()
                .map(found -> found.space() + "/" + found.name() + " of " + found.vappId())
                .collect(Collectors.toSet());
        rows.vapps().stream()
                .filter(vapp -> vapp.state() == VAppState.READY && vapp.instance() != InstancePhase.MISSING)
                .filter(vapp -> !instances.contains(vapp.namespace() + "/" + vapp.name() + " of "
                        + vapp.id().id()))
                .forEach(vapp -> breaches.add("I2: vApp " + vapp.name() + " is ready without its instance"));
        rows.vapps().stream()
                .filter(vapp -> lab.isQuiet() && vapp.state().isTransitional())
                .forEach(vapp ->
                        breaches.add("I2: vApp " + vapp.name() + " is " + vapp.state() + " and nobody's business"));
        machines();
    }

    private void machines() {
        Set<String> real = cluster.objects().stream()
                .filter(made -> made.kind().equals("VirtualMachine"))
                .map(made -> made.space() + "/" + made.name())
                .collect(Collectors.toSet());
        Set<String> known = rows.vms().stream()
                .map(vm -> vm.namespace() + "/" + vm.objectName())
                .collect(Collectors.toSet());
        known.stream()
                .filter(machine -> !real.contains(machine))
                .forEach(machine -> breaches.add("I2: there is no machine " + machine));
        real.stream()
                .filter(machine -> !known.contains(machine) && !lab.isForeign(machine))
                .forEach(machine -> breaches.add("I2: machine " + machine + " is in no list"));
    }

    private void everyTaskEndedOnce() {
        Map<UUID, Task> tasks = by(rows.tasks(), task -> task.id().id());
        lab.ledger().accepted().keySet().forEach(id -> {
            Task task = tasks.get(id);
            if (task == null) {
                breaches.add("I3: task " + id + " is gone");
            } else if (!task.status().isFinal()
                    || task.endedAt().isEmpty()
                    || lab.ledger().ends(id) != 1) {
                breaches.add("I3: task " + task.operation() + " of " + task.ownerName() + " is " + task.status() + " ("
                        + task.details() + ") and ended " + lab.ledger().ends(id) + " times");
            }
        });
    }

    private void oneNamespaceForEachVdc() {
        cluster.namespaces().stream()
                .flatMap(space -> space.vdcId().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach((vdc, count) -> {
                    if (count > 1) {
                        breaches.add("I4: VDC " + vdc + " has " + count + " namespaces");
                    }
                });
        lab.ledger().spaces().forEach((vdc, names) -> {
            if (names.size() > 1) {
                breaches.add("I4: VDC " + vdc + " had several namespaces " + names);
            }
        });
    }

    private void quotasAreWhatRowsSay() {
        Map<String, Inside.Namespace> spaces = by(cluster.namespaces(), Inside.Namespace::name);
        rows.vdcs().stream()
                .filter(vdc ->
                        vdc.state() == VdcState.READY && !lab.isExcused(vdc.id().id()))
                .filter(vdc -> spaces.containsKey(vdc.namespace().value()))
                .forEach(vdc -> {
                    Map<String, String> wanted = UsualSpaces.of(
                                    vdc, rows.organizations().get(vdc.orgId()))
                            .quota();
                    Map<String, String> actual =
                            spaces.get(vdc.namespace().value()).quota();
                    if (!actual.equals(wanted)) {
                        breaches.add("I5: VDC " + vdc.name() + " should have quota " + wanted + " and has " + actual);
                    }
                });
        List<Urn> both = List.of(Lab.ACME, Lab.GLOBEX);
        Lab.done(lab.database()
                        .store()
                        .read(tx -> Outcome.done(tx.organizations().usage(both))))
                .forEach((org, usage) -> {
                    long vdcs = rows.vdcs().stream()
                            .filter(vdc -> vdc.orgId().equals(org))
                            .count();
                    long vapps = rows.vapps().stream()
                            .filter(vapp -> vapp.orgId().equals(org))
                            .count();
                    if (usage.vdcs() != vdcs || usage.vapps() != vapps) {
                        breaches.add(
                                "I5: " + usage + " is counted, there are " + vdcs + " VDCs and " + vapps + " vApps");
                    }
                });
    }

    private static <K, V> Map<K, V> by(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> one));
    }
}
