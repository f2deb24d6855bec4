package io.ssvirt.operations.internal.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.ssvirt.cluster.spi.InstanceReference;
import io.ssvirt.cluster.spi.ObservedInstance;
import io.ssvirt.cluster.spi.ObservedMachine;
import io.ssvirt.cluster.spi.ObservedSpace;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.InventoryRepository.Placed;
import io.ssvirt.store.spi.RemovedRepository.Removed;

/** Compares picture and books; everything is in memory, and nothing is asked of anybody. */
final class Comparison {

    private final Picture picture;
    private final Books books;
    private final Map<String, Placed> byNamespace;
    private final Duration stuckAfter;
    private final Instant now;
    private final Findings findings;
    private final List<Suspicion> suspicions = new ArrayList<>();

    Comparison(Picture picture, Books books, Duration stuckAfter, Instant now) {
        this.picture = picture;
        this.books = books;
        this.byNamespace = books.byNamespace();
        this.stuckAfter = stuckAfter;
        this.now = now;
        this.findings = new Findings(now);
    }

    List<Suspicion> suspicions() {
        picture.spaces().forEach(this::space);
        picture.instances().forEach(this::instance);
        machines();
        missingSpaces();
        missingInstances();
        return List.copyOf(suspicions);
    }

    private void space(ObservedSpace space) {
        Optional<Placed> row = space.vdcId().map(books.vdcs()::get);
        boolean known = row.filter(vdc -> vdc.namespace().equals(space.name())).isPresent();
        if (known) {
            knownSpace(space, row.get());
        } else if (space.vdcId().filter(books.busy()::contains).isEmpty()) {
            Optional<Removed> proof =
                    row.isPresent() ? Optional.empty() : space.vdcId().map(books.removed()::get);
            suspicions.add(new Suspicion.OrphanSpace(
                    findings.orphan(
                            DriftKind.ORPHAN_NAMESPACE,
                            Findings.space(space.name()),
                            space.vdcId().map(id -> new Urn(EntityType.VDC, id)),
                            proof,
                            "it carries the labels of a VDC that the database does not know; it may belong to another"
                                    + " installation or to a newer database, so it is left alone"),
                    space,
                    proof));
        }
    }

    private void knownSpace(ObservedSpace space, Placed row) {
        if (space.terminating()
                && row.deleting()
                && row.since().plus(stuckAfter).isBefore(now)) {
            String blockers = String.join("; ", space.blockers());
            certain(
                    DriftKind.STUCK_NAMESPACE,
                    row,
                    "it has been going away since " + row.since()
                            + (blockers.isEmpty() ? "" : ", kept by: " + blockers));
        } else if (space.terminating() && !row.deleting() && !books.isBusy(row)) {
            certain(DriftKind.MISSING_NAMESPACE, row, "it is being deleted in the cluster, but its VDC is not");
        } else if (row.uid().filter(uid -> !uid.equals(space.uid())).isPresent() && !books.isBusy(row)) {
            certain(
                    DriftKind.REPLACED,
                    row,
                    "it is not the namespace that was made for this VDC: somebody has deleted that one and made it anew");
        }
    }

    private void instance(ObservedInstance instance) {
        Optional<Placed> row = instance.vappId().map(books.vapps()::get);
        boolean known = row.filter(vapp -> vapp.namespace().equals(instance.space())
                        && vapp.objectName().equals(instance.name()))
                .isPresent();
        if (known) {
            boolean other =
                    row.get().uid().filter(uid -> !uid.equals(instance.uid())).isPresent();
            if (other && !isBusy(row.get())) {
                certain(
                        DriftKind.REPLACED,
                        row.get(),
                        "it is not the TemplateInstance that was made for this vApp: somebody has made it anew");
            }
            return;
        }
        boolean covered = !byNamespace.containsKey(instance.space().value());
        boolean busy = instance.vappId().filter(books.busy()::contains).isPresent();
        if (!covered && !busy) {
            Optional<Removed> proof =
                    row.isPresent() ? Optional.empty() : instance.vappId().map(books.removed()::get);
            suspicions.add(new Suspicion.OrphanInstance(
                    findings.orphan(
                            DriftKind.ORPHAN_INSTANCE,
                            Findings.instance(instance.space(), instance.name()),
                            instance.vappId().map(id -> new Urn(EntityType.VAPP, id)),
                            proof,
                            "the database does not know its vApp, and nothing proves that it was one; it is left alone"),
                    new InstanceReference(
                            instance.space(),
                            instance.name(),
                            instance.vappId().orElse(new UUID(0, 0)),
                            Optional.of(instance.uid())),
                    proof));
        }
    }

    private void machines() {
        Set<UUID> stray = Books.stray(picture, books.vapps().values());
        for (ObservedMachine machine : picture.machines()) {
            Optional<UUID> owner = machine.instanceUid().filter(stray::contains);
            boolean ours = byNamespace.containsKey(machine.space().value());
            if (owner.isEmpty() || !ours || machine.deleting()) {
                continue;
            }
            Optional<Removed> proof = owner.map(books.removedByUid()::get);
            suspicions.add(new Suspicion.OrphanInstance(
                    findings.orphan(
                            DriftKind.ORPHAN_MACHINE,
                            Findings.machine(machine.space(), machine.name()),
                            Optional.empty(),
                            proof,
                            "the TemplateInstance that it came from is gone, and no vApp of the database had it; it is"
                                    + " left alone"),
                    new InstanceReference(
                            machine.space(),
                            proof.map(Removed::objectName).orElse(machine.name()),
                            proof.map(removed -> removed.entity().id()).orElse(new UUID(0, 0)),
                            owner),
                    proof));
        }
    }

    private void missingSpaces() {
        Set<String> seen = new HashSet<>();
        picture.spaces().forEach(space -> seen.add(space.name().value()));
        for (Placed row : books.vdcs().values()) {
            if (books.isBusy(row)) {
                continue;
            }
            if (row.transitional()) {
                unowned(row);
            } else if (!seen.contains(row.objectName())) {
                suspicions.add(new Suspicion.MissingSpace(
                        findings.of(
                                DriftKind.MISSING_NAMESPACE,
                                row,
                                "the VDC is ready, but its namespace is gone with everything that was in it; delete the"
                                        + " VDC, or change it to have an empty namespace made"),
                        row));
            }
        }
    }

    private void missingInstances() {
        Set<String> seen = new HashSet<>();
        picture.instances().forEach(instance -> seen.add(Findings.instance(instance.space(), instance.name())));
        for (Placed row : books.vapps().values()) {
            if (isBusy(row)) {
                continue;
            }
            if (row.transitional()) {
                unowned(row);
            } else if (!seen.contains(Findings.instance(row.namespace(), row.objectName()))) {
                suspicions.add(new Suspicion.MissingInstance(
                        findings.of(
                                DriftKind.MISSING_INSTANCE,
                                row,
                                "the vApp is there, but its TemplateInstance is gone; delete the vApp"),
                        row));
            }
        }
    }

    /** A vApp is worked on with its VDC as well. */
    private boolean isBusy(Placed vapp) {
        Placed vdc = byNamespace.get(vapp.namespace().value());
        return books.isBusy(vapp) || vdc != null && books.isBusy(vdc);
    }

    private void unowned(Placed row) {
        certain(
                DriftKind.UNOWNED_STATE,
                row,
                row.deleting()
                        ? "it is marked as being deleted, but nothing works on it; delete it again"
                        : "it is marked as being worked on, but nothing does; change or delete it");
    }

    private void certain(DriftKind kind, Placed row, String explanation) {
        suspicions.add(new Suspicion.Certain(findings.of(kind, row, explanation)));
    }
}
