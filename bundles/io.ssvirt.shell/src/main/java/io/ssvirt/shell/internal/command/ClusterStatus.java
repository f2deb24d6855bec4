package io.ssvirt.shell.internal.command;

import java.time.Duration;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.SystemHealth;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** Show the connection to the cluster. */
@Service
@Command(scope = "ssvirt", name = "cluster-status", description = "Show the connection to the cluster")
public final class ClusterStatus extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(SystemHealth.class).map(SystemHealth::report).map(report -> Sheet.ofOne()
                .row("State", report.cluster())
                .row("Provider", report.provider())
                .row("Detail", report.clusterDetail())
                .row("Last heard seconds ago", report.observationAge().map(Duration::toSeconds))
                .row("Unfinished intents", report.unfinishedIntents()));
    }
}
