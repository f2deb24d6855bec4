package io.ssvirt.shell.internal.command;

import java.util.Optional;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Drift;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.Pages;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** Show what database and cluster say differently. */
@Service
@Command(scope = "ssvirt", name = "drift", description = "Show what database and cluster say differently")
public final class DriftList extends ShowCommand {

    @Option(name = "--sweep", description = "Compare them now instead of showing what the last comparison found")
    boolean sweep;

    @Override
    protected Optional<Deed> deed() {
        return sweep ? Optional.of(new Deed("drift/sweep", "")) : Optional.empty();
    }

    @Override
    protected Outcome<Sheet> sheet() {
        return use(Drift.class)
                .then(service -> (sweep ? service.sweep(caller()) : Outcome.done(service.last()))
                        .then(last -> Pages.all(query -> service.list(caller(), query))))
                .map(all -> {
                    Sheet sheet = Sheet.of("Kind", "Object", "Entity", "First seen", "Explanation");
                    all.forEach(one -> sheet.row(
                            one.kind().text(), one.object(), one.entityName(), one.firstSeen(), one.explanation()));
                    return sheet;
                });
    }
}
