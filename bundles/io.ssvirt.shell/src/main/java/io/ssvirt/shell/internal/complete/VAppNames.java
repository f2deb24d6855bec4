package io.ssvirt.shell.internal.complete;

import java.util.List;
import java.util.Optional;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;

/** Completes names of vApps. */
@Service
public final class VAppNames extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return named.vapps(Optional.empty())
                .map(all -> all.stream().map(one -> one.vapp().name()).toList());
    }
}
