package io.ssvirt.model;

/**
 * A parameter of an OpenShift Template.
 *
 * @param value the default; null when the template gives none
 * @param generate {@code expression}, or null when the value is not generated
 * @param from the expression to draw from, such as {@code [a-z0-9]{16}}; null without {@code generate}
 */
public record TemplateParameter(
        String name,
        String displayName,
        String description,
        String value,
        String generate,
        String from,
        boolean required) {

    /** Tells whether a value is drawn when the user gives none. */
    public boolean isGenerated() {
        return "expression".equals(generate);
    }
}
