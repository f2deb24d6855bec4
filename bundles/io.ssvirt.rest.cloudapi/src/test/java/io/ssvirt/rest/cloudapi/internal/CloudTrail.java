package io.ssvirt.rest.cloudapi.internal;

import java.util.List;

import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Caller;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;

/** What was kept, and one sample to read. */
record CloudTrail(List<AuditEvent> kept, Cloud cloud) implements AuditTrail {

    @Override
    public void keep(AuditEvent event) {
        kept.add(event);
    }

    @Override
    public Outcome<Page<AuditEvent>> list(Caller caller, Query query) {
        return cloud.page(query, Sample.event());
    }
}
