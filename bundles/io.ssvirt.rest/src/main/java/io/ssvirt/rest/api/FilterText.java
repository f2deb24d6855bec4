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
 * Beyond the contract there are {@code !=} and, for times, {@code =gt=}, {@code =ge=}, {@code =lt=} and {@code =le=}.
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
        for (String part : bare(filter).split(";")) {
            condition(part, fields).ifPresent(criteria::add);
        }
        return criteria;
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

    private static String bare(String text) {
        String trimmed = text.trim();
        boolean wrapped = trimmed.startsWith("(") && trimmed.indexOf(')') == trimmed.length() - 1;
        return wrapped ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    }
}
