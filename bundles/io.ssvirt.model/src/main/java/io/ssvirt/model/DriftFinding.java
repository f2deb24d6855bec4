package io.ssvirt.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing about which database and cluster differ.
 *
 * @param key names kind and thing, so that the same finding of two sweeps is known to be one
 * @param object where it is in the cluster, such as {@code Namespace "vdc-acme-dev"}
 * @param entity the entity whose row or label it is about, if that is known
 * @param orgId its organization, if that is known
 * @param explanation what differs, and what an administrator can do; plain words, no secret
 * @param firstSeen when a sweep found it first, without a sweep in between that did not
 */
public record DriftFinding(
        String key,
        DriftKind kind,
        String object,
        Optional<Urn> entity,
        String entityName,
        Optional<Urn> orgId,
        String explanation,
        Instant firstSeen,
        Instant lastSeen) {

    /** Returns the same finding as a sweep found it at an earlier time. */
    public DriftFinding since(Instant first) {
        return new DriftFinding(key, kind, object, entity, entityName, orgId, explanation, first, lastSeen);
    }
}
