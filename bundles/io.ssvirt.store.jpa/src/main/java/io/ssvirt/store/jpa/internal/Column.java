package io.ssvirt.store.jpa.internal;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        TIME
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

    static Column order(String attribute) {
        return new Column(attribute, Kind.TIME);
    }

    /** Returns what a criterion comes to; empty when there is nothing to compare. */
    Optional<Condition> condition(Criterion criterion) {
        String comparison = "e." + attribute + " " + COMPARISONS.getOrDefault(criterion.match(), "=") + " :value";
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
            case TIME -> time(criterion.value()).flatMap(micros -> condition(comparison, micros));
        };
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
