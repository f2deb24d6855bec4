package io.ssvirt.model;

/**
 * A parameter of an OpenShift Template.
 *
 * @param value the default; null when the template gives none
 * @param generate {@code expression}, or null when the value is not generated
 * @param from the expression to draw from, such as {@code [a-z0-9]{16}}; null without {@code generate}
 * @param type what kind of value it takes, as far as the template shows
 */
public record TemplateParameter(
        String name,
        String displayName,
        String description,
        String value,
        String generate,
        String from,
        boolean required,
        Type type) {

    /** What kind of value a parameter takes. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A whole number that becomes a JSON number. */
        INTEGER,
        /** Any number that becomes a JSON number. */
        NUMBER,
        /** True or false. */
        BOOLEAN
    }

    /** Makes one that takes any text. */
    public TemplateParameter(
            String name,
            String displayName,
            String description,
            String value,
            String generate,
            String from,
            boolean required) {
        this(name, displayName, description, value, generate, from, required, Type.TEXT);
    }

    /** Tells whether a value is drawn when the user gives none. */
    public boolean isGenerated() {
        return "expression".equals(generate);
    }
}
