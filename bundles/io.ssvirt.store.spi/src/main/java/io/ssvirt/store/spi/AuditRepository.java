package io.ssvirt.store.spi;

import java.time.Instant;
import java.util.Optional;

import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Urn;

/** Rows of the audit trail. They are written once and never changed. */
public interface AuditRepository {

    /** Inserts, in one statement. */
    void insert(AuditEvent event);

    /** Lists those of one organization or of all, the newest first. */
    Page<AuditEvent> page(Optional<Urn> organization, Query query);

    /** Deletes what is older, and says how many. */
    int deleteBefore(Instant time);
}
