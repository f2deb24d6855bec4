package io.ssvirt.store.jpa.internal;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Urn;
import io.ssvirt.store.jpa.internal.entity.Ids;
import io.ssvirt.store.jpa.internal.entity.Times;

/** An attribute that lists can be filtered or ordered by. */
record Column(String attribute, Kind kind) {

    private static final Set<Match> PATTERNS = Set.of(Match.CONTAINS, Match.STARTS_WITH);

    private static final Map<Match, String> COMPARISONS =
            Map.of(Match.DIFFERS, "<>", Match.ABOVE, ">", Match.AT_LEAST, ">=", Match.BELOW, "<", Match.AT_MOST, "<=");

    /** What values it has. */
    enum Kind {
        TEXT,
        /** A UUID; a filter may give it within its URN. */
        ID,
        FLAG,
        /** Microseconds since 1970; a filter gives an RFC 3339 time. */
        TIME,
        /** A text in any of several attributes, which are separated by blanks; ordered by the first of them. */
        TEXTS,
        /** A condition of its own on {@code :value}, a text or the UUID of a URN; there is no order by it. */
        LINKED
    }

    /** A condition on {@code e}, with its one parameter {@code :value} if it has one. */
    record Condition(String text, Map<String, Object> value) {}

    static Column text(String attribute) {
        return new Column(attribute, Kind.TEXT);
    }

    static Column id(String attribute) {
        return new Column(attribute, Kind.ID);
    }

    static Column flag(String attribute) {
        return new Column(attribute, Kind.FLAG);
    }

    /** Looks for a text in any of several attributes. */
    static Column texts(String... attributes) {
        return new Column(String.join(" ", attributes), Kind.TEXTS);
    }

    /** Looks at other tables. */
    static Column linked(String condition) {
        return new Column(condition, Kind.LINKED);
    }

    static Column order(String attribute) {
        return new Column(attribute, Kind.TIME);
    }

    /** Returns the attribute to order by; empty when there is none. */
    Optional<String> orderedBy() {
        return kind == Kind.LINKED ? Optional.empty() : Optional.of(attribute.split(" ")[0]);
    }

    /** Returns what a criterion comes to; empty when there is nothing to compare. */
    Optional<Condition> condition(Criterion criterion) {
        String operator = COMPARISONS.getOrDefault(criterion.match(), "=");
        String comparison = "e." + attribute + " " + operator + " :value";
        return switch (kind) {
            case TEXT ->
                PATTERNS.contains(criterion.match())
                        ? condition("lower(e." + attribute + ") like lower(:value) escape '!'", pattern(criterion))
                        : condition(comparison, criterion.value());
            case ID ->
                condition(
                        comparison, Urn.parse(criterion.value()).map(Ids::text).orElse(criterion.value()));
            case FLAG ->
                criterion.value().matches("(?i)true|false")
                        ? condition(comparison, Boolean.valueOf(criterion.value()))
                        : Optional.of(new Condition("1 = 0", Map.of()));
            case TEXTS -> anyOf(criterion, operator);
            case LINKED ->
                condition(
                        criterion.match() == Match.DIFFERS ? "not (" + attribute + ")" : attribute,
                        Urn.parse(criterion.value()).map(Ids::text).orElse(criterion.value()));
            case TIME -> time(criterion.value()).flatMap(micros -> condition(comparison, micros));
        };
    }

    private Optional<Condition> anyOf(Criterion criterion, String operator) {
        boolean pattern = PATTERNS.contains(criterion.match());
        String test = pattern ? "lower(e.%s) like lower(:value) escape '!'" : "e.%s " + operator + " :value";
        String joint = criterion.match() == Match.DIFFERS ? " and " : " or ";
        String all = Arrays.stream(attribute.split(" "))
                .map(name -> String.format(test, name))
                .collect(Collectors.joining(joint));
        return condition(all, pattern ? pattern(criterion) : criterion.value());
    }

    private static Optional<Long> time(String text) {
        try {
            return Optional.of(Times.micros(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException | ArithmeticException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<Condition> condition(String text, Object value) {
        return Optional.of(new Condition(text, Map.of("value", value)));
    }

    private static String pattern(Criterion criterion) {
        String literal = criterion.value().replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return criterion.match() == Match.STARTS_WITH ? literal + "%" : "%" + literal + "%";
    }
}
