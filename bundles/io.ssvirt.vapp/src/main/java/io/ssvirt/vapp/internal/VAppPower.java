package io.ssvirt.vapp.internal;

import java.time.Instant;
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
    private VApp vapp;
    private List<Vm> machines = List.of();

    VAppPower(Caller caller, Urn id, PowerAction action) {
        this.caller = caller;
        this.id = id;
        this.action = action;
    }

    /** Returns the vApp as it was accepted. */
    VApp vapp() {
        return vapp;
    }

    /** Returns its machines as they are once the cluster has accepted the action. */
    List<Vm> machines(Instant now) {
        return machines.stream()
                .map(vm -> PowerRules.against(vm.status(), action).isPresent()
                        ? vm
                        : PowerRules.underWay(action)
                                .map(next -> vm.in(next, now))
                                .orElse(vm))
                .toList();
    }

    Outcome<Request> accept(Transaction tx) {
        return Outcome.required(
                        tx.vapps()
                                .findMannedLocked(id)
                                .filter(found -> caller.sees(found.vapp().orgId())),
                        VAppService.NOT_FOUND)
                .then(manned -> {
                    VApp found = manned.vapp();
                    if (found.state() != VAppState.READY) {
                        return Outcome.refused(DomainError.conflict(
                                "BUSY", "vApp \"" + found.name() + "\" is being created or deleted; try again later"));
                    }
                    vapp = found;
                    machines = manned.machines();
                    return against(machines)
                            .<Outcome<Request>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(request(found)));
                });
    }

    /** Returns what stands against it for every single machine, in the words for the first of them. */
    private Optional<DomainError> against(List<Vm> all) {
        boolean some = all.isEmpty()
                || all.stream()
                        .anyMatch(vm -> PowerRules.isThere(vm.status(), action)
                                || PowerRules.against(vm.status(), action).isEmpty());
        return some ? Optional.empty() : PowerRules.against(all.get(0).status(), action);
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
