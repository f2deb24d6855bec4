package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VmStatus;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;
import io.ssvirt.store.spi.VAppRepository.Manned;

/** The deletion of a vApp that is being accepted; what stands against it is found before anything is touched. */
final class VAppBurial {

    private final Caller caller;
    private final Urn id;
    private final boolean force;
    private final Clock clock;
    private VApp buried;

    VAppBurial(Caller caller, Urn id, boolean force, Clock clock) {
        this.caller = caller;
        this.id = id;
        this.force = force;
        this.clock = clock;
    }

    /** Returns the vApp that was accepted to go. */
    VApp buried() {
        return buried;
    }

    Outcome<Request> accept(Transaction tx) {
        Optional<Manned> found =
                tx.vapps().bury(id, clock.instant()) ? tx.vapps().findManned(id) : Optional.empty();
        return Outcome.required(found.filter(manned -> caller.sees(manned.vapp().orgId())), VAppService.NOT_FOUND)
                .then(manned -> {
                    if (!force && isRunning(manned)) {
                        return Outcome.refused(DomainError.invalid("force", "vApp contains running VMs"));
                    }
                    buried = manned.vapp();
                    return Outcome.done(new Request(
                            Operation.VAPP_DELETE,
                            id,
                            buried.name(),
                            buried.orgId(),
                            caller.userId(),
                            Accepted.of(buried)));
                });
    }

    private static boolean isRunning(Manned manned) {
        return manned.machines().stream().anyMatch(vm -> vm.status() == VmStatus.POWERED_ON);
    }
}
