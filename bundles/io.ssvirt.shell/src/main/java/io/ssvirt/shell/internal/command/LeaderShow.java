package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.Leader;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** Show which process leads. */
@Service
@Command(
        scope = "ssvirt",
        name = "leader",
        description = "Show which process leads",
        detailedDescription =
                "The leader sweeps and deletes what nobody needs any more; all processes serve. Until tells when another one may take over, unless the leader prolongs its term.")
public final class LeaderShow extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(Leader.class).then(Leader::seen).map(seen -> Sheet.ofOne()
                .row("This process", seen.process())
                .row("Leads", seen.leads())
                .row("Leader", seen.holder())
                .row("Epoch", seen.epoch())
                .row("Until", seen.until()));
    }
}
