package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.SystemHealth;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** Show how the server is and why. */
@Service
@Command(scope = "ssvirt", name = "health", description = "Show how the server is and why")
public final class HealthShow extends ShowCommand {

    @Override
    protected Outcome<Sheet> sheet() {
        return use(SystemHealth.class).map(health -> {
            Sheet sheet = Sheet.of("Check", "Status", "Detail");
            health.findings().forEach(one -> sheet.row(one.name(), one.status(), one.detail()));
            return sheet;
        });
    }
}
