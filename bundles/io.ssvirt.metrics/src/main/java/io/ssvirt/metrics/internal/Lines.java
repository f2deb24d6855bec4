package io.ssvirt.metrics.internal;

import java.util.List;

/** Lines of the text format of Prometheus, version 0.0.4. */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    void heading(Family family) {
        text.append("# HELP ")
                .append(family.name())
                .append(' ')
                .append(family.help())
                .append('\n');
        text.append("# TYPE ")
                .append(family.name())
                .append(' ')
                .append(family.type())
                .append('\n');
    }

    void line(String name, List<String> labels, List<String> values, double figure) {
        text.append(name);
        for (int i = 0; i < labels.size(); i++) {
            text.append(i == 0 ? '{' : ',')
                    .append(labels.get(i))
                    .append("=\"")
                    .append(escaped(values.get(i)))
                    .append('"');
        }
        text.append(labels.isEmpty() ? " " : "} ").append(number(figure)).append('\n');
    }

    static String number(double figure) {
        if (Double.isInfinite(figure)) {
            return figure > 0 ? "+Inf" : "-Inf";
        }
        return figure == Math.rint(figure) && Math.abs(figure) < 1e15
                ? Long.toString((long) figure)
                : Double.toString(figure);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
