package io.ssvirt.shell.internal.complete;

import java.util.List;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.model.AllocationModel;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Named;

/** Completes allocation models. */
@Service
public final class AllocationModels extends LiveNames {

    @Override
    protected Outcome<List<String>> names(Named named) {
        return Outcome.done(
                Stream.of(AllocationModel.values()).map(AllocationModel::text).toList());
    }
}
