package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.Optional;

import io.ssvirt.api.VApps.Edit;
import io.ssvirt.model.DnsLabel;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.store.spi.Transaction;

/** A change of what a vApp is called. */
final class VAppEdit {

    private VAppEdit() {}

    /** Refuses a name that no vApp may have. */
    static Outcome<Boolean> check(Edit edit) {
        return checkName(edit.name().orElse("legal"));
    }

    static Outcome<Boolean> checkName(String name) {
        return DnsLabel.isLegal(name)
                ? Outcome.done(true)
                : Outcome.refused(DomainError.invalid(
                        "name",
                        "Name must follow DNS-1123 label format: lower-case letters, digits and hyphens, at most 63"
                                + " characters, beginning and ending with a letter or digit"));
    }

    /** Writes it; the row is held until the transaction ends. */
    static Outcome<VApp> write(Transaction tx, VApp seen, Edit edit, Clock clock) {
        Optional<VApp> held = tx.vapps().findLocked(seen.id());
        if (held.isEmpty()) {
            return Outcome.refused(VAppService.NOT_FOUND);
        }
        VApp vapp = held.get();
        if (vapp.state() == VAppState.DELETING) {
            return Outcome.refused(DomainError.conflict("DELETING", "vApp \"" + vapp.name() + "\" is being deleted"));
        }
        String name = edit.name().orElse(vapp.name());
        if (!name.equals(vapp.name())
                && tx.vapps().findByName(vapp.vdcId(), name).isPresent()) {
            return Outcome.refused(DomainError.nameInUse("name", "Name already in use within VDC"));
        }
        VApp next = vapp.called(name, edit.description().orElse(vapp.description()), clock.instant());
        tx.vapps().update(next);
        return Outcome.done(next);
    }
}
