package io.ssvirt.rest.cloudapi.internal.json;

import java.util.Locale;
import java.util.regex.Pattern;

import io.ssvirt.model.TemplateParameter;

/**
 * A value that a template asks for.
 *
 * @param type {@code text}, {@code integer}, {@code number}, {@code boolean}, or {@code password} for a text whose name says that it
 *     is a secret
 * @param value the default; left out when there is none, and when the name says that it is a secret
 * @param generated whether the cluster draws a value when none is given
 */
public record TemplateParameterDto(
        String name,
        String displayName,
        String description,
        String type,
        String value,
        boolean required,
        boolean generated) {

    private static final Pattern SECRET =
            Pattern.compile("passw|secret|token|credential|private|key", Pattern.CASE_INSENSITIVE);

    /** Maps a parameter. */
    public static TemplateParameterDto of(TemplateParameter parameter) {
        boolean secret = SECRET.matcher(parameter.name()).find();
        return new TemplateParameterDto(
                parameter.name(),
                parameter.displayName(),
                parameter.description(),
                type(parameter, secret),
                secret ? null : parameter.value(),
                parameter.required(),
                parameter.isGenerated());
    }

    private static String type(TemplateParameter parameter, boolean secret) {
        return secret && parameter.type() == TemplateParameter.Type.TEXT
                ? "password"
                : parameter.type().name().toLowerCase(Locale.ROOT);
    }
}
