package io.ssvirt.cluster.spi.template;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The expressions that values of parameters are drawn from: literal text with groups such as {@code [a-z0-9]{16}}.
 *
 * <p>A group is a set of single characters, ranges and the classes {@code \w} (letters, digits, underscore), {@code \d} (digits),
 * {@code \a} (letters and digits) and {@code \A} (punctuation), with a count from 1 to 255.
 */
final class Expression {

    private static final Pattern GROUP = Pattern.compile("\\[([a-zA-Z0-9\\-\\\\]+)\\]\\{(\\d{1,9})\\}");
    private static final Pattern PART = Pattern.compile("\\\\([wdaA])|([a-zA-Z0-9])-([a-zA-Z0-9])|([a-zA-Z0-9-])");
    private static final int LONGEST = 255;
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String PUNCTUATION = "~!@#$%^&*()-_+={}[]\\|<,>.?/\"';:`";

    private final RandomGenerator random;

    Expression(RandomGenerator random) {
        this.random = random;
    }

    /** Draws a value; empty when the expression is broken. */
    Optional<String> draw(String expression) {
        StringBuilder out = new StringBuilder();
        Matcher group = GROUP.matcher(expression);
        int at = 0;
        while (group.find()) {
            String literal = expression.substring(at, group.start());
            String alphabet = alphabet(group.group(1));
            int count = Integer.parseInt(group.group(2));
            if (isBroken(literal) || alphabet.isEmpty() || count < 1 || count > LONGEST) {
                return Optional.empty();
            }
            out.append(literal);
            for (int i = 0; i < count; i++) {
                out.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            at = group.end();
        }
        String rest = expression.substring(at);
        return isBroken(rest) ? Optional.empty() : Optional.of(out.append(rest).toString());
    }

    private static boolean isBroken(String literal) {
        return literal.indexOf('[') >= 0 || literal.indexOf(']') >= 0;
    }

    /** Returns each character of a group once, or nothing when a part of it cannot be read. */
    private static String alphabet(String group) {
        Set<String> characters = new LinkedHashSet<>();
        Matcher part = PART.matcher(group);
        int at = 0;
        while (part.find() && part.start() == at) {
            String some = part.group(1) != null
                    ? ofClass(part.group(1).charAt(0))
                    : part.group(4) != null ? part.group(4) : range(part.group(2), part.group(3));
            if (some.isEmpty()) {
                return "";
            }
            some.chars().forEach(each -> characters.add(Character.toString(each)));
            at = part.end();
        }
        return at == group.length() ? characters.stream().collect(Collectors.joining()) : "";
    }

    private static String ofClass(char name) {
        return switch (name) {
            case 'w' -> LETTERS + DIGITS + "_";
            case 'd' -> DIGITS;
            case 'a' -> LETTERS + DIGITS;
            default -> PUNCTUATION;
        };
    }

    /** Reads a range in the order a-z, A-Z, 0-9, so that {@code a-Z} means all letters; empty when it runs backwards. */
    private static String range(String first, String last) {
        String order = LETTERS + DIGITS;
        int from = order.indexOf(first);
        int to = order.indexOf(last);
        return from > to ? "" : order.substring(from, to + 1);
    }
}
