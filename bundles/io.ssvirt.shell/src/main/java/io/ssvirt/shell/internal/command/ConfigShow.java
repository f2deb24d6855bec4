package io.ssvirt.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.EffectiveConfiguration;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Sheet;
import io.ssvirt.shell.internal.ShowCommand;

/** Show the configuration in force and where it comes from. */
@Service
@Command(
        scope = "ssvirt",
        name = "config",
        description = "Show the configuration in force and where it comes from",
        detailedDescription =
                "Secrets are shown as ***. What wins: mounted secret, environment, mounted file, file in etc, default.")
public final class ConfigShow extends ShowCommand {

    @Argument(
            index = 0,
            name = "area",
            description = "Only settings whose area or key contains this text",
            required = false)
    String area;

    @Option(name = "--problems", description = "Show only what is wrong with what was given")
    boolean problems;

    @Override
    protected Outcome<Sheet> sheet() {
        return use(EffectiveConfiguration.class).map(problems ? ConfigShow::wrong : this::settings);
    }

    private static Sheet wrong(EffectiveConfiguration configuration) {
        Sheet sheet = Sheet.of("Keeps the server from work", "Problem");
        configuration.problems().forEach(problem -> sheet.row(problem.fatal(), problem.message()));
        return sheet;
    }

    private Sheet settings(EffectiveConfiguration configuration) {
        Sheet sheet = Sheet.of("Area", "Key", "Value", "Origin");
        configuration.settings().stream()
                .filter(one ->
                        area == null || one.pid().contains(area) || one.key().contains(area))
                .forEach(one -> sheet.row(one.pid(), one.key(), one.value(), one.origin()));
        return sheet;
    }
}
