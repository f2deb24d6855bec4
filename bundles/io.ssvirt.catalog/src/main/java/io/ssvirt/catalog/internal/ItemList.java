package io.ssvirt.catalog.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

import io.ssvirt.cluster.spi.template.TemplateDescription;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Query.Criterion;

/** Filters, orders and pages templates in memory; they are in the order of their names already. */
final class ItemList {

    private ItemList() {}

    static Page<TemplateDescription> page(List<TemplateDescription> all, Query query) {
        List<TemplateDescription> matching = all.stream()
                .filter(template -> query.criteria().stream().allMatch(criterion -> matches(template, criterion)))
                .toList();
        List<TemplateDescription> ordered = query.order()
                .map(order -> matching.stream().sorted(comparator(order)).toList())
                .orElse(matching);
        List<TemplateDescription> page =
                ordered.stream().skip(query.skip()).limit(query.pageSize()).toList();
        return new Page<>(page, matching.size(), query.page(), query.pageSize());
    }

    private static boolean matches(TemplateDescription template, Criterion criterion) {
        return switch (criterion.field()) {
            case "name" -> test(criterion).test(template.name());
            case "description" -> test(criterion).test(description(template));
            default -> true;
        };
    }

    private static Predicate<String> test(Criterion criterion) {
        String wanted = criterion.value();
        return switch (criterion.match()) {
            case EQUALS -> wanted::equals;
            case STARTS_WITH -> text -> text.startsWith(wanted);
            case CONTAINS -> text -> text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
            case DIFFERS -> text -> !wanted.equals(text);
            case ABOVE -> text -> text.compareTo(wanted) > 0;
            case AT_LEAST -> text -> text.compareTo(wanted) >= 0;
            case BELOW -> text -> text.compareTo(wanted) < 0;
            case AT_MOST -> text -> text.compareTo(wanted) <= 0;
        };
    }

    private static Comparator<TemplateDescription> comparator(Query.Order order) {
        Comparator<TemplateDescription> ascending =
                switch (order.field()) {
                    case "creationDate", "createdAt", "created_at" ->
                        Comparator.comparing(TemplateDescription::createdAt);
                    case "description" -> by(ItemList::description);
                    default -> by(TemplateDescription::name);
                };
        return order.ascending() ? ascending : ascending.reversed();
    }

    private static Comparator<TemplateDescription> by(Function<TemplateDescription, String> text) {
        return Comparator.comparing(text);
    }

    private static String description(TemplateDescription template) {
        return template.annotations().getOrDefault("description", "");
    }
}
