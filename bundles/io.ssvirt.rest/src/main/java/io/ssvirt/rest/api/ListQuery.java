package io.ssvirt.rest.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.ws.rs.core.MultivaluedMap;

import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;
import io.ssvirt.model.Query.Match;
import io.ssvirt.model.Query.Order;

/**
 * Reads the parameters of a list (contract 2.1 and 9, rules C8 and C9).
 *
 * <p>A bad value falls back to the default, a size above the maximum to the maximum, and a parameter that is not known changes
 * nothing: a list never answers 400 because of them.
 */
public final class ListQuery {

    /** Parameters that are filters of their own, with the field that each compares. */
    private static final Map<String, String> PLAIN =
            Map.of("allocationModel", "allocationModel", "role", "role", "organization_id", "organizationId");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private static final List<String> SIZES = List.of("pageSize", "page_size", "per_page");

    private final MultivaluedMap<String, String> parameters;
    private final ListRules rules;

    private ListQuery(MultivaluedMap<String, String> parameters, ListRules rules) {
        this.parameters = parameters;
        this.rules = rules;
    }

    /** Reads decoded query parameters by the rules of one list. */
    public static Query of(MultivaluedMap<String, String> parameters, ListRules rules) {
        return new ListQuery(parameters, rules).query();
    }

    private Query query() {
        int page = number("page").filter(value -> value >= 1).orElse(1);
        int size = size().filter(value -> value >= 1)
                .map(value -> Math.min(value, rules.most()))
                .orElse(ListRules.PAGE_SIZE);
        Optional<Integer> offset = number("offset").filter(value -> value >= 0);
        return new Query(page, size, offset, criteria(), order());
    }

    private Optional<Integer> size() {
        for (String name : SIZES) {
            Optional<Integer> size = number(name);
            if (size.isPresent()) {
                return size;
            }
        }
        return Optional.empty();
    }

    private List<Criterion> criteria() {
        List<Criterion> criteria = new ArrayList<>();
        text("filter")
                .map(filter -> FilterText.criteria(filter, rules.fields()))
                .ifPresent(criteria::addAll);
        text("search")
                .map(words -> new Criterion(FilterText.NAME, Match.CONTAINS, words))
                .ifPresent(criteria::add);
        enabled()
                .filter(on -> rules.fields().contains("isEnabled"))
                .map(on -> new Criterion("isEnabled", Match.EQUALS, on))
                .ifPresent(criteria::add);
        PLAIN.forEach((parameter, field) -> text(parameter)
                .filter(value -> rules.fields().contains(field))
                .map(value -> new Criterion(field, Match.EQUALS, value))
                .ifPresent(criteria::add));
        return criteria;
    }

    /** The web client asks for {@code enabled=true} in one list and for {@code status=enabled} in another. */
    private Optional<String> enabled() {
        Optional<String> status = text("status").flatMap(word -> switch (word) {
            case "enabled" -> Optional.of("true");
            case "disabled" -> Optional.of("false");
            default -> Optional.empty();
        });
        return text("enabled")
                .filter(word -> "true".equals(word) || "false".equals(word))
                .or(() -> status);
    }

    private Optional<Order> order() {
        return text("sortAsc")
                .map(field -> new Order(field, true))
                .or(() -> text("sortDesc").map(field -> new Order(field, false)))
                .or(() -> text("sort_by").map(field -> new Order(field, !isDown())))
                .filter(order -> rules.fields().contains(order.field()));
    }

    private boolean isDown() {
        return text("sort_order").filter("desc"::equalsIgnoreCase).isPresent();
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name))
                .map(String::trim)
                .filter(value -> !value.isEmpty() && LegalText.isLegal(value));
    }

    private Optional<Integer> number(String name) {
        return text(name).filter(value -> NUMBER.matcher(value).matches()).map(Integer::valueOf);
    }
}
