package io.ssvirt.rest.cloudapi.internal.json;

import io.ssvirt.model.DriftFinding;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.cloudapi.internal.Times;

/**
 * One thing about which database and cluster differ.
 *
 * @param kind such as {@code orphanNamespace} or {@code missingInstance}
 * @param object where it is in the cluster
 * @param entity what it is about, if that is known
 * @param explanation what differs, and what can be done
 */
public record DriftDto(
        String id,
        String kind,
        String object,
        Ref entity,
        String orgId,
        String explanation,
        String firstSeen,
        String lastSeen) {

    /** Maps a finding. */
    public static DriftDto of(DriftFinding finding) {
        return new DriftDto(
                finding.key(),
                finding.kind().text(),
                finding.object(),
                finding.entity().map(urn -> Ref.to(finding.entityName(), urn)).orElse(null),
                finding.orgId().map(Urn::toString).orElse(null),
                finding.explanation(),
                Times.seconds(finding.firstSeen()),
                Times.seconds(finding.lastSeen()));
    }
}
