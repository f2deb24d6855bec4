package io.ssvirt.shell.internal.complete;

import java.util.List;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;

/** Completes cluster providers. */
@Service
public final class ProviderNames extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return Outcome.done(List.of("auto", "kubernetes", "simulator", "none"));
    }
}
