package io.ssvirt.operations.internal.sweep;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.DriftKind;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.NamespaceName;
import io.ssvirt.model.Urn;
import io.ssvirt.store.spi.InventoryRepository.Placed;
import io.ssvirt.store.spi.RemovedRepository.Removed;

/** Words for findings of one sweep. */
record Findings(Instant now) {

    DriftFinding of(DriftKind kind, Placed row, String explanation) {
        return finding(
                kind,
                row.entity().type() == EntityType.VDC
                        ? space(row.namespace())
                        : instance(row.namespace(), row.objectName()),
                Optional.of(row.entity()),
                row.name(),
                Optional.of(row.orgId()),
                explanation);
    }

    /** About an object without a row; a tombstone tells what it was. */
    DriftFinding orphan(
            DriftKind kind, String object, Optional<Urn> labelled, Optional<Removed> proof, String explanation) {
        return finding(
                kind,
                object,
                proof.map(Removed::entity).or(() -> labelled),
                proof.map(Removed::entityName).orElse(""),
                proof.map(Removed::orgId),
                explanation);
    }

    private DriftFinding finding(
            DriftKind kind,
            String object,
            Optional<Urn> entity,
            String name,
            Optional<Urn> organization,
            String explanation) {
        String key = kind.text() + ":" + object;
        return new DriftFinding(key, kind, object, entity, name, organization, explanation, now, now);
    }

    static DriftFinding saying(DriftFinding finding, String explanation) {
        return new DriftFinding(
                finding.key(),
                finding.kind(),
                finding.object(),
                finding.entity(),
                finding.entityName(),
                finding.orgId(),
                explanation,
                finding.firstSeen(),
                finding.lastSeen());
    }

    static String space(NamespaceName name) {
        return "Namespace/" + name.value();
    }

    static String instance(NamespaceName space, String name) {
        return "TemplateInstance/" + space.value() + "/" + name;
    }

    static String machine(NamespaceName space, String name) {
        return "VirtualMachine/" + space.value() + "/" + name;
    }
}
