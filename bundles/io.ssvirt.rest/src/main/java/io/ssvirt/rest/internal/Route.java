package io.ssvirt.rest.internal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.ws.rs.Path;
import javax.ws.rs.container.ResourceInfo;

/** The path of a resource method as it is declared, with names in the place of ids. */
final class Route {

    private static final String ACTIONS = "actions";
    private static final String UNKNOWN = "-";

    /** Kept with the class of a resource, so that they go when its bundle goes. */
    private static final ClassValue<Map<Method, String>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<Method, String> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Route() {}

    /** Returns the template, such as {@code /cloudapi/1.0.0/vdcs/{vdc}}; a dash when no method matched. */
    static String of(ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        if (type == null || method == null) {
            return UNKNOWN;
        }
        Map<Method, String> known = KNOWN.get(type);
        String found = known.get(method);
        return found != null ? found : known.computeIfAbsent(method, one -> template(type, one));
    }

    private static String template(Class<?> type, Method method) {
        String whole = path(type.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
        return whole.isEmpty() ? "/" : whole;
    }

    private static String path(Path declared) {
        String text = declared == null ? "" : declared.value();
        String trimmed = text.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    /**
     * Returns noun and verb of a request, such as {@code vdcs/create} or {@code vdcs/instantiateTemplate}: the noun is the last word of
     * the route, the verb its action or what its method stands for.
     *
     * @param named the path parameter {@code action}, for routes that have their actions as one
     */
    static String action(String method, String route, Optional<String> named) {
        List<String> words = Arrays.stream(route.split("/"))
                .filter(part -> !part.isEmpty() && !part.startsWith("{"))
                .toList();
        int actions = words.indexOf(ACTIONS);
        if (actions > 0 && actions < words.size() - 1) {
            return words.get(actions - 1) + "/" + words.get(actions + 1);
        }
        if (actions > 0 && named.isPresent()) {
            return words.get(actions - 1) + "/" + named.get();
        }
        String noun = words.isEmpty() ? UNKNOWN : words.get(words.size() - 1);
        return noun + "/" + verb(method);
    }

    private static String verb(String method) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT", "PATCH" -> "update";
            case "DELETE" -> "delete";
            default -> "read";
        };
    }
}
