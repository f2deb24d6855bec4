package io.ssvirt.cluster.spi.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.SecretValues;
import io.ssvirt.model.TemplateParameter;

/** Finds the final value of every parameter before anything is created. No message ever holds a value. */
public final class ParameterResolver {

    private final Expression expressions;

    /** Draws generated values from a source; one for passwords must be a {@link java.security.SecureRandom}. */
    public ParameterResolver(RandomGenerator random) {
        this.expressions = new Expression(random);
    }

    /**
     * Returns a value for every parameter: the given one, else the default, else a generated one, else the empty text.
     *
     * @param given what the user chose, by parameter name
     * @return the values, or {@code INVALID} with field {@code parameters.<NAME>} when a given name is unknown, a required
     *     parameter stays empty, or an expression of the template is broken
     */
    public Outcome<SecretValues> resolve(List<TemplateParameter> parameters, SecretValues given) {
        Set<String> unknown = new TreeSet<>(given.reveal().keySet());
        parameters.forEach(parameter -> unknown.remove(parameter.name()));
        if (!unknown.isEmpty()) {
            return Outcome.refused(unknown(unknown.iterator().next(), parameters));
        }
        Map<String, String> values = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (TemplateParameter parameter : parameters) {
            if (!seen.add(parameter.name())) {
                continue;
            }
            Optional<String> value = value(parameter, given.reveal().get(parameter.name()));
            if (value.isEmpty()) {
                return Outcome.refused(broken(parameter));
            }
            if (parameter.required() && value.get().isEmpty()) {
                return Outcome.refused(missing(parameter));
            }
            values.put(parameter.name(), value.get());
        }
        return Outcome.done(SecretValues.of(values));
    }

    private Optional<String> value(TemplateParameter parameter, String given) {
        if (given != null) {
            return Optional.of(given);
        }
        if (parameter.value() != null && !parameter.value().isEmpty()) {
            return Optional.of(parameter.value());
        }
        if (parameter.generate() == null || parameter.generate().isEmpty()) {
            return Optional.of("");
        }
        return parameter.isGenerated() && parameter.from() != null
                ? expressions.draw(parameter.from())
                : Optional.empty();
    }

    private static DomainError unknown(String name, List<TemplateParameter> parameters) {
        String known = parameters.stream().map(TemplateParameter::name).collect(Collectors.joining(", "));
        return DomainError.invalid(
                field(name),
                "The template has no parameter \"" + name + "\""
                        + (known.isEmpty() ? "; it has none at all" : "; it has " + known));
    }

    private static DomainError missing(TemplateParameter parameter) {
        String about =
                parameter.description() == null || parameter.description().isBlank()
                        ? ""
                        : " (" + parameter.description().strip() + ")";
        return DomainError.invalid(
                field(parameter.name()), "Parameter \"" + parameter.name() + "\" is required and has no value" + about);
    }

    private static DomainError broken(TemplateParameter parameter) {
        return DomainError.invalid(
                field(parameter.name()),
                "The template cannot generate a value for parameter \"" + parameter.name() + "\": its expression \""
                        + (parameter.from() == null ? "" : parameter.from())
                        + "\" is not legal; give a value for it");
    }

    private static String field(String name) {
        return "parameters." + name;
    }
}
