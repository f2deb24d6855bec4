package io.ssvirt.rest.cloudapi.internal.json;

import java.util.regex.Pattern;

import io.ssvirt.model.TemplateParameter;

/**
 * A value that a template asks for.
 *
 * @param value the default; left out when there is none, and when the name says that it is a secret
 * @param generated whether the cluster draws a value when none is given
 */
public record TemplateParameterDto(
        String name, String displayName, String description, String value, boolean required, boolean generated) {

    private static final Pattern SECRET =
            Pattern.compile("passw|secret|token|credential|private|key", Pattern.CASE_INSENSITIVE);

    /** Maps a parameter. */
    public static TemplateParameterDto of(TemplateParameter parameter) {
        boolean secret = SECRET.matcher(parameter.name()).find();
        return new TemplateParameterDto(
                parameter.name(),
                parameter.displayName(),
                parameter.description(),
                secret ? null : parameter.value(),
                parameter.required(),
                parameter.isGenerated());
    }
}
