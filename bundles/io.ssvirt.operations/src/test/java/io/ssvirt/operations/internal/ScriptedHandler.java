package io.ssvirt.operations.internal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import io.ssvirt.model.Operation;
import io.ssvirt.model.SecretValues;
import io.ssvirt.operations.spi.IntentHandler;
import io.ssvirt.operations.spi.Step;
import io.ssvirt.store.spi.Intent;

/** Handles every operation as a function says. */
record ScriptedHandler(BiFunction<Intent, Optional<SecretValues>, Step> script) implements IntentHandler {

    @Override
    public Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
    }

    @Override
    public Step attempt(Intent intent, Optional<SecretValues> values) {
        return script.apply(intent, values);
    }
}
