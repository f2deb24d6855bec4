package io.ssvirt.shell.internal.complete;

import java.util.List;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.Outcome;
import io.ssvirt.model.Vdc;
import io.ssvirt.shell.internal.Named;

/** Completes names of VDCs. */
@Service
public final class VdcNames extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return named.vdcs().map(all -> all.stream().map(Vdc::name).toList());
    }
}
