package io.ssvirt.shell.internal.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.karaf.config.core.ConfigRepository;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.InvalidSyntaxException;

import io.ssvirt.api.EffectiveConfiguration;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.ConfirmedCommand;
import io.ssvirt.shell.internal.Deed;
import io.ssvirt.shell.internal.complete.ProviderNames;

/** Change the provider of the cluster while the server runs. */
@Service
@Command(
        scope = "ssvirt",
        name = "cluster-use",
        description = "Change the provider of the cluster while the server runs")
public final class ClusterUse extends ConfirmedCommand {

    @Argument(index = 0, name = "provider", description = "auto, kubernetes, simulator or none", required = true)
    @Completion(ProviderNames.class)
    String provider;

    private static final String PID = "io.ssvirt.cluster";
    private static final String KEY = "provider";

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("cluster/use", provider));
    }

    @Override
    protected Outcome<?> run() {
        if (!Set.of("auto", "kubernetes", "simulator", "none").contains(provider)) {
            return Outcome.refused(
                    DomainError.invalid(KEY, "\"" + provider + "\" must be one of auto, kubernetes, simulator, none"));
        }
        return use(EffectiveConfiguration.class)
                .then(this::unlessGivenElsewhere)
                .then(free -> confirmed(
                        free,
                        "Work on cluster provider \"" + provider
                                + "\" from now on? What the present cluster holds stays"
                                + " there and is reported as drift."))
                .then(free -> use(ConfigRepository.class))
                .then(this::change)
                .then(done -> say("The provider is \"" + provider + "\" now; ssvirt:cluster-status tells how it is"));
    }

    private Outcome<String> unlessGivenElsewhere(EffectiveConfiguration configuration) {
        String origin = configuration.settings().stream()
                .filter(setting -> setting.pid().equals(PID) && setting.key().equals(KEY))
                .map(EffectiveConfiguration.Setting::origin)
                .findFirst()
                .orElse("default");
        return origin.equals("default") || origin.startsWith("etc/")
                ? Outcome.done(origin)
                : Outcome.refused(DomainError.conflict(
                        "GIVEN_ELSEWHERE", "The provider is given by " + origin + ", which wins; change it there"));
    }

    /** Its file is written, and what it says holds at once. */
    private Outcome<Boolean> change(ConfigRepository configurations) {
        try {
            Map<String, Object> properties = new HashMap<>();
            Optional.ofNullable(configurations.getConfig(PID)).ifPresent(properties::putAll);
            properties.put(KEY, provider);
            configurations.update(PID, properties);
            return Outcome.done(true);
        } catch (IOException unwritable) {
            return Outcome.refused(DomainError.conflict(
                    "NOT_WRITTEN",
                    "etc/" + PID + ".cfg cannot be written: " + unwritable.getMessage()
                            + "; make it writable, or set SSVIRT_CLUSTER_PROVIDER and start again"));
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(PID + " is a name without a special character", impossible);
        }
    }
}
