package io.ssvirt.ops.internal;

import java.util.List;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.EffectiveConfiguration;
import io.ssvirt.api.EffectiveConfiguration.Problem;
import io.ssvirt.api.HealthProbe;

/** Tells what is wrong with what was configured. */
@Component
public final class ConfigurationProbe implements HealthProbe {

    private static final String NAME = "configuration";

    private final EffectiveConfiguration configuration;

    /** Takes the configuration. */
    @Activate
    public ConfigurationProbe(@Reference EffectiveConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding look() {
        List<Problem> problems = configuration.problems();
        if (problems.isEmpty()) {
            return new Finding(NAME, Status.OK, "Every value is good");
        }
        Status status = problems.stream().anyMatch(Problem::fatal) ? Status.FAILED : Status.DEGRADED;
        return new Finding(NAME, status, problems.stream().map(Problem::message).collect(Collectors.joining(" | ")));
    }
}
