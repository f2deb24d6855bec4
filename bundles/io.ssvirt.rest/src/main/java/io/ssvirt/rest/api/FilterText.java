package io.ssvirt.rest.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;

/**
 * The grammar of {@code filter}: {@code name==v}, several joined by {@code ;}, a {@code *} at the end for "starts with" and at both
 * ends for "contains"; any other text, and the value of a field that the list does not know, is looked for in names (contract 2.1).
 * Conditions joined by {@code ,} are passed over. Beyond the contract there are {@code !=} and, for times, {@code =gt=}, {@code =ge=}, {@code =lt=} and {@code =le=}.
 */
final class FilterText {

    static final String NAME = "name";

    private static final Pattern CONDITION =
            Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_.]*)\\s*(==|!=|=[gl][et]=)(.*)", Pattern.DOTALL);

    private static final Map<String, Match> COMPARISONS = Map.of(
            "!=", Match.DIFFERS,
            "=gt=", Match.ABOVE,
            "=ge=", Match.AT_LEAST,
            "=lt=", Match.BELOW,
            "=le=", Match.AT_MOST);

    private FilterText() {}

    static List<Criterion> criteria(String filter, Set<String> fields) {
        List<Criterion> criteria = new ArrayList<>();
        for (String part : parts(bare(filter), ';')) {
            if (!isChoice(bare(part))) {
                condition(part, fields).ifPresent(criteria::add);
            }
        }
        return criteria;
    }

    /** Tells whether a part is conditions joined by "or", of which clients know that a server may pass it over. */
    private static boolean isChoice(String part) {
        List<String> choices = parts(part, ',');
        return choices.size() > 1
                && choices.stream().allMatch(choice -> CONDITION.matcher(choice).matches());
    }

    /** Splits a text where a sign stands outside of all parentheses. */
    private static List<String> parts(String text, char sign) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            depth += here == '(' ? 1 : here == ')' ? -1 : 0;
            if (here == sign && depth <= 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Optional<Criterion> condition(String part, Set<String> fields) {
        Matcher matcher = CONDITION.matcher(bare(part));
        if (!matcher.matches()) {
            return matching(NAME, bare(part), Match.CONTAINS);
        }
        String field = matcher.group(1);
        String value = matcher.group(3).trim();
        Match comparison = COMPARISONS.get(matcher.group(2));
        if (comparison != null) {
            return Optional.of(new Criterion(field, comparison, value))
                    .filter(known -> fields.contains(field) && !value.isEmpty());
        }
        return fields.contains(field) ? matching(field, value, Match.EQUALS) : matching(NAME, value, Match.CONTAINS);
    }

    private static Optional<Criterion> matching(String field, String text, Match plain) {
        boolean open = text.startsWith("*");
        boolean end = text.endsWith("*");
        String value = withoutStars(text);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Match wild = open ? Match.CONTAINS : Match.STARTS_WITH;
        return Optional.of(new Criterion(field, open || end ? wild : plain, value));
    }

    private static String withoutStars(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '*') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '*') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Takes the parentheses off that stand around the whole of a text. */
    private static String bare(String text) {
        String trimmed = text.trim();
        return isWrapped(trimmed) ? bare(trimmed.substring(1, trimmed.length() - 1)) : trimmed;
    }

    private static boolean isWrapped(String text) {
        if (!text.startsWith("(")) {
            return false;
        }
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            depth += here == '(' ? 1 : here == ')' ? -1 : 0;
            if (depth == 0) {
                return at == text.length() - 1;
            }
        }
        return false;
    }
}
