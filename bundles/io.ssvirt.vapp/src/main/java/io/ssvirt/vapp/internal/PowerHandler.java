package io.ssvirt.vapp.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.cluster.spi.OperationKey;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Operation;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.Urn;
import io.ssvirt.model.Vm;
import io.ssvirt.operations.spi.ClusterGateway;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Changes the power of machines in the cluster: of one, or of all in a vApp. */
@Component
public final class PowerHandler implements IntentHandler {

    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final Store store;
    private final MachineSwitch machines;
    // Which machines of a vApp an intent has dealt with, so that none is reset twice when another has to be tried
    // again.
    private final Map<UUID, Set<Urn>> dealtWith = new ConcurrentHashMap<>();

    /** Takes what it works with. */
    @Activate
    public PowerHandler(@Reference Store store, @Reference ClusterGateway cluster, @Reference Clock clock) {
        this.store = store;
        this.machines = new MachineSwitch(cluster, clock);
    }

    @Override
    public Set<Operation> operations() {
        return Arrays.stream(PowerAction.values()).map(PowerAction::operation).collect(Collectors.toSet());
    }

    @Override
    public Set<UUID> remembered() {
        return dealtWith.keySet();
    }

    @Override
    public void forget(UUID intent) {
        dealtWith.remove(intent);
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        PowerAction action = PowerAction.of(intent.operation()).orElseThrow();
        if (intent.entity().type() == EntityType.VAPP) {
            return store.read(tx -> Outcome.done(tx.vms().ofVApps(List.of(intent.entity()))))
                    .fold(found -> all(intent, found, action), PowerHandler::away);
        }
        Optional<Machine> accepted = Machine.of(intent);
        Outcome<Optional<Machine>> machine = accepted.isPresent()
                ? Outcome.done(accepted)
                : store.read(tx -> Outcome.done(tx.vms().find(intent.entity()).map(Machine::of)));
        return machine.fold(found -> one(intent, found, action), PowerHandler::away);
    }

    private static Step away(DomainError error) {
        return new Step.Blocked(error.message(), OUTAGE);
    }

    private Step one(Intent intent, Optional<Machine> found, PowerAction action) {
        return found.map(vm -> machines.change(vm, action, key(intent)))
                .orElseGet(() -> new Step.Refused(DomainError.notFound("VM not found"), tx -> {}));
    }

    private Step all(Intent intent, List<Vm> found, PowerAction action) {
        Set<Urn> done = dealtWith.computeIfAbsent(intent.id(), none -> ConcurrentHashMap.newKeySet());
        List<Urn> changed = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Vm vm : found) {
            boolean makesSense = PowerRules.against(vm.status(), action).isEmpty();
            if (!makesSense || done.contains(vm.id())) {
                continue;
            }
            Step step = machines.change(Machine.of(vm), action, key(intent));
            if (step instanceof Step.Finished) {
                changed.add(vm.id());
            } else if (step instanceof Step.Refused no) {
                refusals.add(no.error().message());
            } else {
                return step;
            }
            done.add(vm.id());
        }
        dealtWith.remove(intent.id());
        Consumer<Transaction> all = tx -> machines.note(tx, changed, action);
        return refusals.isEmpty()
                ? new Step.Finished(all)
                : new Step.Refused(DomainError.conflict("WRONG_STATE", String.join("; ", refusals)), all);
    }

    private static OperationKey key(Intent intent) {
        return new OperationKey(intent.id().toString());
    }
}
