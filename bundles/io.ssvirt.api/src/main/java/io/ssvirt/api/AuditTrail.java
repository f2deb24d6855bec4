package io.ssvirt.api;

import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/** What was asked of the server, by whom, and what came of it. */
public interface AuditTrail {

    /** Keeps an event; it is committed when this returns. When the database is away the log alone has it. */
    void keep(AuditEvent event);

    /**
     * Lists events, the newest first, for administrators: those of the caller's organization, or all for one of the provider.
     *
     * @return {@code FORBIDDEN} for who is no administrator
     */
    Outcome<Page<AuditEvent>> list(Caller caller, Query query);
}
