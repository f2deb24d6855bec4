package io.ssvirt.store.jpa.internal;

/** The statements by which the database decides which worker may do what; each decision is one statement. */
final class JournalSql {

    /**
     * An intent may be claimed. Numbers are given before a transaction commits, so an earlier intent can show up when a later one
     * of the same entity runs already: it waits.
     */
    static final String DUE = "select t.id from TaskEntity t where ((t.state = 'QUEUED' and t.notBefore <= :now"
            + " and (t.worker = '' or t.worker = :worker or t.claimedUntil < :now))"
            + " or (t.state = 'CLAIMED' and t.claimedUntil < :now))"
            + " and not exists (select o.id from TaskEntity o"
            + " where (o.entityId = t.entityId or o.entityId = t.behindId) and o.id <> t.id"
            + " and ((o.sequence < t.sequence and o.state <> 'ENDED')"
            + " or (o.entityId = t.entityId and o.state = 'CLAIMED' and o.claimedUntil >= :now)))"
            + " order by t.sequence";

    /**
     * SQL of its own, because JPA may split an update with a subquery into two statements and let two workers win. A worker's own
     * claim may be taken anew: it asks only when it does not carry out the intent, so the answer to its first claim was lost.
     */
    static final String CLAIM = "update tasks set state = 'CLAIMED', status = 'RUNNING', epoch = epoch + 1,"
            + " attempts = attempts + 1, worker = ?1, claimed_until = ?2 where id = ?3"
            + " and ((state = 'QUEUED' and not_before <= ?4 and (worker = '' or worker = ?1 or claimed_until < ?4))"
            + " or (state = 'CLAIMED' and (claimed_until < ?4 or worker = ?1)))"
            + " and not exists (select o.id from tasks o"
            + " where (o.entity_id = tasks.entity_id or o.entity_id = tasks.behind_id) and o.id <> tasks.id"
            + " and ((o.seq < tasks.seq and o.state <> 'ENDED')"
            + " or (o.entity_id = tasks.entity_id and o.state = 'CLAIMED' and o.claimed_until >= ?4)))";

    /**
     * Inserts an intent as claimed, unless something stands before it. The caller holds the row of the entity, so nothing can come
     * to stand before it at the same moment.
     */
    static final String ACCEPT =
            "insert into tasks (id, operation, entity_type, entity_id, entity_name, organization_id,"
                    + " initiator_id, desired, state, attempts, epoch, worker, claimed_until, not_before, status, details,"
                    + " behind_id, progress, cancelled, started_at) select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'CLAIMED', 1, 1, ?9,"
                    + " ?10, ?11, 'RUNNING', '', nullif(?12, ''), 0, false, ?11 where not exists (select o.id from tasks o"
                    + " where o.state <> 'ENDED' and (o.entity_id = ?4 or o.entity_id = ?12))";

    private static final String FENCE = " where t.id = :id and t.epoch = :epoch and t.state = 'CLAIMED'";

    static final String END = "update TaskEntity t set t.state = 'ENDED', t.status = :status,"
            + " t.details = :details, t.errorKind = :kind, t.errorCode = :code, t.errorMessage = :message,"
            + " t.errorField = :field, t.endedAt = :now" + FENCE;

    static final String RELEASE = "update TaskEntity t set t.state = 'QUEUED', t.notBefore = :notBefore,"
            + " t.details = :details, t.worker = '', t.claimedUntil = :until" + FENCE;

    /** The worker stays named, so that until a given time no other may claim it. */
    static final String RELEASE_RESERVED = "update TaskEntity t set t.state = 'QUEUED', t.notBefore = :notBefore,"
            + " t.details = :details, t.claimedUntil = :until" + FENCE;

    static final String NOTE = "update TaskEntity t set t.details = :details, t.progress = :progress" + FENCE;

    /** The epoch grows, so that whoever has claimed it is fenced off. */
    static final String ABORT = "update tasks set state = 'ENDED', status = 'ABORTED', epoch = epoch + 1,"
            + " details = ?2, error_kind = ?3, error_code = ?4, error_message = ?2, error_field = ?5, ended_at = ?6"
            + " where id = ?1 and state <> 'ENDED'";

    static final String HASTEN =
            "update tasks set not_before = ?2, cancelled = (cancelled or ?3) where id = ?1 and state <> 'ENDED'";

    static final String RENEW = "update TaskEntity t set t.claimedUntil = :until where t.id in :ids"
            + " and t.worker = :worker and t.state <> 'ENDED'";

    static final String STILL =
            "select t.id from TaskEntity t where t.id in :ids and t.worker = :worker" + " and t.state <> 'ENDED'";

    static final String RELEASE_ALL = "update TaskEntity t set t.state = 'QUEUED', t.worker = '', t.claimedUntil = 0,"
            + " t.notBefore = :now where t.worker = :worker and t.state = 'CLAIMED'";

    static final String COUNTS = "select t.operation, t.state, count(t), min(t.startedAt) from TaskEntity t"
            + " where t.state <> 'ENDED' group by t.operation, t.state";

    private JournalSql() {}
}
