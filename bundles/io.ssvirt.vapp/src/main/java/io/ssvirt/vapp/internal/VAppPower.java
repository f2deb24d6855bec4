package io.ssvirt.vapp.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ssvirt.api.Caller;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.VAppState;
import io.ssvirt.model.Vm;
import io.ssvirt.operations.spi.Journal.Request;
import io.ssvirt.store.spi.Transaction;

/**
 * A change of the power of a whole vApp that is being accepted.
 *
 * <p>It is carried out on those machines for which it makes sense. Where they are all there already, it has nothing to do and
 * succeeds, as clients expect that ask twice.
 */
final class VAppPower {

    private final Caller caller;
    private final Urn id;
    private final PowerAction action;

    VAppPower(Caller caller, Urn id, PowerAction action) {
        this.caller = caller;
        this.id = id;
        this.action = action;
    }

    Outcome<Request> accept(Transaction tx) {
        return Outcome.required(tx.vapps().findLocked(id), VAppService.NOT_FOUND)
                .then(vapp -> {
                    if (vapp.state() != VAppState.READY) {
                        return Outcome.refused(DomainError.conflict(
                                "BUSY", "vApp \"" + vapp.name() + "\" is being created or deleted; try again later"));
                    }
                    return against(tx.vms().ofVApps(List.of(id)))
                            .<Outcome<Request>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(request(vapp)));
                });
    }

    /** Returns what stands against it for every single machine, in the words for the first of them. */
    private Optional<DomainError> against(List<Vm> machines) {
        boolean some = machines.isEmpty()
                || machines.stream()
                        .anyMatch(vm -> PowerRules.isThere(vm.status(), action)
                                || PowerRules.against(vm.status(), action).isEmpty());
        return some ? Optional.empty() : PowerRules.against(machines.get(0).status(), action);
    }

    private Request request(VApp vapp) {
        return new Request(
                action.operation(),
                id,
                vapp.name(),
                vapp.orgId(),
                caller.userId(),
                Map.of("namespace", vapp.namespace().value()));
    }
}
