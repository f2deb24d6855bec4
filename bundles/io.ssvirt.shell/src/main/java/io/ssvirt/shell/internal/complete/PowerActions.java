package io.ssvirt.shell.internal.complete;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.PowerAction;
import io.ssvirt.shell.internal.Named;

/** Completes power actions. */
@Service
public final class PowerActions extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return Outcome.done(Stream.of(PowerAction.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList());
    }
}
