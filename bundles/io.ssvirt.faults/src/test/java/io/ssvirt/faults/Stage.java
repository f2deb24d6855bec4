package io.ssvirt.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.api.Change;
import io.ssvirt.api.VApps.Detail;
import io.ssvirt.api.VApps.Instantiation;
import io.ssvirt.api.Vdcs.Draft;
import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Capacity;
import io.ssvirt.model.ComputeCapacity;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Query;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Task;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.model.Vm;
import io.ssvirt.model.VmStatus;
import io.ssvirt.store.spi.Transaction;

import static org.assertj.core.api.Assertions.assertThat;

/** What users do in a lab, and what is there afterwards. */
final class Stage {

    private static final Query ALL = Query.page(1, 1000);

    private final Lab lab;

    Stage(Lab lab) {
        this.lab = lab;
    }

    private static Draft draft(Optional<String> name, Optional<String> description, Optional<Long> memory) {
        return new Draft(
                name,
                description,
                Optional.of(AllocationModel.FLEX),
                memory.map(limit -> new ComputeCapacity(new Capacity(0, 0, "MHz"), new Capacity(0, limit, "MB"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Outcome<Change<Vdc>> createVdc(String name) {
        return lab.ask(life -> life.vdcs()
                .create(Lab.ADMIN, Lab.ACME, draft(Optional.of(name), Optional.empty(), Optional.of(16384L))));
    }

    Outcome<Change<Vdc>> describeVdc(Urn vdc, String description) {
        return lab.ask(life -> life.vdcs()
                .update(Lab.ADMIN, Lab.ACME, vdc, draft(Optional.empty(), Optional.of(description), Optional.empty())));
    }

    Outcome<Change<Vdc>> limitVdc(Urn vdc, long memory) {
        return lab.ask(life -> life.vdcs()
                .update(Lab.ADMIN, Lab.ACME, vdc, draft(Optional.empty(), Optional.empty(), Optional.of(memory))));
    }

    Outcome<Change<Organization>> deleteOrganization() {
        return lab.ask(life -> life.removal().remove(Lab.ADMIN, Lab.ACME, true));
    }

    /** Returns the name of the organization; empty when it is gone, or closed. */
    Optional<String> organization() {
        return read(tx ->
                tx.organizations().find(Lab.ACME).filter(Organization::enabled).map(Organization::name));
    }

    Outcome<Change<Vdc>> deleteVdc(Urn vdc) {
        return lab.ask(life -> life.vdcs().delete(Lab.ADMIN, Lab.ACME, vdc));
    }

    Outcome<Change<Vdc>> deleteVdcWithContents(Urn vdc) {
        return lab.ask(life -> life.vdcs().deleteWithContents(Lab.ADMIN, Lab.ACME, vdc, true));
    }

    Outcome<Change<Detail>> instantiate(Urn vdc, String name) {
        return instantiate(vdc, name, "alpine-tiny", Map.of("PASSWORD", Lab.SECRET));
    }

    Outcome<Change<Detail>> instantiate(Urn vdc, String name, String template, Map<String, String> parameters) {
        String item = Lab.CATALOG.id() + ":" + template;
        return lab.ask(life -> life.vapps()
                .instantiate(
                        Lab.ALICE,
                        vdc,
                        new Instantiation(
                                name,
                                "",
                                new ItemReference(item, Optional.empty()),
                                SecretValues.of(parameters),
                                Optional.empty())));
    }

    Outcome<Change<VApp>> deleteVApp(Urn vapp) {
        return lab.ask(life -> life.vapps().delete(Lab.ALICE, vapp, true));
    }

    Outcome<Change<Vm>> power(Urn vm, PowerAction action) {
        return lab.ask(life -> life.machines().power(Lab.ALICE, vm, action));
    }

    /** A VDC that is ready. */
    Vdc readyVdc(String name) {
        Vdc vdc = Lab.done(createVdc(name)).entity();
        lab.settle();
        return vdcs().stream()
                .filter(found -> found.id().equals(vdc.id()))
                .findFirst()
                .orElseThrow();
    }

    /** A vApp whose machine runs. */
    VApp runningVApp(Urn vdc, String name) {
        Urn id = Lab.done(instantiate(vdc, name)).entity().vapp().id();
        assertThat(lab.time()
                        .advanceUntil(
                                () -> vms().stream()
                                        .anyMatch(vm -> vm.vappId().equals(id) && vm.status() == VmStatus.POWERED_ON),
                                Duration.ofMillis(500),
                                Lab.LIMIT))
                .as("the machine of a new vApp runs")
                .isTrue();
        return vapps().stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<Vdc> vdcs() {
        return read(tx -> tx.vdcs().page(Optional.of(Lab.ACME), ALL).values());
    }

    List<VApp> vapps() {
        return read(Stage::vapps);
    }

    List<Vm> vms() {
        return read(tx -> {
            List<Urn> vapps = vapps(tx).stream().map(VApp::id).toList();
            return vapps.isEmpty() ? List.of() : tx.vms().ofVApps(vapps);
        });
    }

    private static List<VApp> vapps(Transaction tx) {
        return tx.vdcs().page(Optional.of(Lab.ACME), ALL).values().stream()
                .flatMap(vdc -> tx.vapps().ofVdc(vdc.id()).stream())
                .toList();
    }

    /** Returns the task that was accepted last. */
    Task lastTask() {
        UUID id = List.copyOf(lab.ledger().accepted().keySet())
                .get(lab.ledger().accepted().size() - 1);
        return read(tx -> tx.journal().task(id).orElseThrow());
    }

    List<Task> tasks() {
        return read(tx -> tx.journal()
                .tasks(Optional.empty(), Query.page(1, Integer.MAX_VALUE))
                .values());
    }

    private interface Read<T> {
        T from(Transaction tx);
    }

    private <T> T read(Read<T> work) {
        return Lab.done(lab.database().store().read(tx -> Outcome.done(work.from(tx))));
    }
}
