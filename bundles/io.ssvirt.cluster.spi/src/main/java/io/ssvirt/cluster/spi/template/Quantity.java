package io.ssvirt.cluster.spi.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount as Kubernetes writes it: {@code 2Gi}, {@code 500m}, {@code 1.5}, {@code 3e9}. */
public record Quantity(BigDecimal value) {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))" + "(?:([eE][+-]?\\d{1,3})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?");

    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private static final Map<String, Integer> BINARY =
            Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);

    /** Reads an amount; empty when the text is none. */
    public static Optional<Quantity> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(form.group(1));
        if (form.group(2) != null) {
            return Optional.of(new Quantity(number.scaleByPowerOfTen(
                    Integer.parseInt(form.group(2).substring(1).replace("+", "")))));
        }
        String suffix = form.group(3);
        if (suffix == null) {
            return Optional.of(new Quantity(number));
        }
        return Optional.of(new Quantity(
                BINARY.containsKey(suffix)
                        ? number.multiply(new BigDecimal(BigInteger.TWO.pow(BINARY.get(suffix))))
                        : number.scaleByPowerOfTen(DECIMAL.get(suffix))));
    }

    /** Returns the whole number that is not below it, as Kubernetes rounds; what is too large for a long is its maximum. */
    public long roundedUp() {
        BigInteger whole = value.setScale(0, RoundingMode.CEILING).toBigInteger();
        return whole.bitLength() < Long.SIZE ? whole.longValue() : whole.signum() * Long.MAX_VALUE;
    }
}
